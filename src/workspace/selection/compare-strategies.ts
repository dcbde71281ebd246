/** What each strategy would choose, what would be left of it, and what would be lost: nothing is claimed. */
import { STRATEGIES } from '../../core/selection/candidate.ts'
import type { Call } from '../../platform/call.ts'
import type { ShortlistedAccount } from '../accounts/index.ts'
import { minCreditsOf, rank, type Wish } from './choose-account.ts'
import { recallNeed } from './recall.ts'
import { toWire } from './to-wire.ts'

export function compareStrategies({ sql, now }: Pick<Call, 'sql' | 'now'>, wish: Wish) {
  const need = recallNeed(sql, wish)
  const found = STRATEGIES.map(strategy => {
    const minCredits = wish.minCredits ?? minCreditsOf(strategy, need)
    const [best] = rank(sql, { ...wish, minCredits, need }, [strategy], now)[0] ?? []
    return { strategy, minCredits, best }
  })
  const compared = new Map(found.flatMap(({ best }) => (best ? [[best.account.id, best.account] as const] : [])))
  return found.map(({ strategy, minCredits, best }) => {
    const uses = need?.typical ?? minCredits
    return {
      strategy,
      account: best ? toWire(best.account) : null,
      because: best?.because ?? [],
      uses,
      credits_left: best ? Math.max(0, best.account.credits_available - uses) : null,
      lost_at_reset: lostOf([...compared.values()], best?.account.id, uses),
    }
  })
}

/** What the one that is chosen uses is not lost. */
function lostOf(accounts: readonly ShortlistedAccount[], chosenId: number | undefined, uses: number): number {
  return accounts.reduce((sum, { id, lost_at_reset }) => {
    return sum + (id === chosenId ? Math.max(0, lost_at_reset - uses) : lost_at_reset)
  }, 0)
}
