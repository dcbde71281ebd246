/** How fast credits are used while somebody works, as a spread: no two sessions are alike. */
import { seeded } from './seeded.ts'

export interface WorkDone {
  readonly credits: number
  /** How long it took. */
  readonly ms: number
}

export type Paces =
  | { readonly kind: 'unknown'; readonly because: string }
  /** Credits per millisecond of work, slowest first, each as likely as the others. */
  | { readonly kind: 'known'; readonly paces: readonly number[]; readonly sessions: number }

const SESSIONS_MIN = 4
const COUNT = 200
const SEED = 20_261_124
/** Nothing is done in less. */
const MS_MIN = 60_000

/** Of a work as large as `credits`, put together of sessions like those before. */
export function measurePaces(sessions: readonly WorkDone[], credits: number): Paces {
  const known = sessions.filter(one => one.credits > 0 && one.ms >= MS_MIN && Number.isFinite(one.credits + one.ms))
  if (known.length < SESSIONS_MIN) {
    const because = `only ${known.length} sessions with credits and a length are known; ${SESSIONS_MIN} would be enough`
    return { kind: 'unknown', because }
  }
  const random = seeded(SEED)
  const paces = Array.from({ length: COUNT }, () => {
    let done = 0
    let ms = 0
    // One at least, and no more than tell: the mean of a hundred sessions is as good as known.
    for (let i = 0; i < 100 && (i === 0 || done < credits); i++) {
      const one = known[Math.floor(random() * known.length)]!
      done += one.credits
      ms += one.ms
    }
    return done / ms
  })
  return { kind: 'known', paces: paces.sort((a, b) => a - b), sessions: known.length }
}
