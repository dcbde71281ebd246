/** Accounts with their gauges, running sessions and waiting handoffs, as a terminal shows them. */
import type { Account, Handoff, Reading, Session, Stats } from '../client/index.ts'
import type { Style } from './output.ts'
import { clip, count, gauge, grouped, span } from './words.ts'

export interface Status {
  readonly accounts: readonly Account[]
  /** Those that hold now. */
  readonly readings: readonly Reading[]
  readonly running: readonly Session[]
  readonly handoffs: readonly { readonly handoff: Handoff; readonly session: Session }[]
  readonly stats: Stats
  readonly now: number
}

const NAME_MAX = 32

export function statusText({ accounts, readings, running, handoffs, stats, now }: Status, style: Style): string {
  if (accounts.length === 0 && stats.total_sessions === 0) {
    return 'Nothing is recorded yet. Import something (`paas import <file>`), or look at demo data (`paas db seed`).'
  }
  const figures = [
    count(stats.active_projects, 'active project'),
    count(stats.total_sessions, 'session'),
    `${grouped(stats.total_credits)} credits used`,
  ]
  const line = accountLine(widest(accounts.map(one => one.account_name)), now, style)
  return [
    style.dim(figures.join(' · ')),
    ...part(
      'Accounts',
      style,
      accounts.flatMap(account => [line(account), ...readingLines(account, readings, now, style)]),
    ),
    ...part('Running', style, running.map(sessionLine(now))),
    ...part(
      'Waiting for an account',
      style,
      handoffs.map(({ handoff, session }) => {
        return `  ${session.project_name} session ${session.session_number} from ${session.account_name}, since ${span(now - Date.parse(handoff.created_at))}`
      }),
    ),
  ].join('\n')
}

const part = (title: string, style: Style, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', style.bold(title), ...lines]

const widest = (names: readonly string[]): number => Math.min(NAME_MAX, Math.max(...names.map(name => name.length)))

function accountLine(width: number, now: number, style: Style) {
  return (account: Account): string => {
    const { id, account_name, credits_available: left, capacity, status, refresh, resets_at, specialization } = account
    const named = `  ${String(id).padStart(3)}  ${clip(account_name, width).padEnd(width)}`
    if (left === null || capacity === null) {
      const about = [status, specialization ?? '', `personal of ${account.owner?.name}`].filter(Boolean)
      return `${named}  ${style.dim(`${''.padEnd(12)}  ${''.padStart(9)}  ${about.join(', ')}`)}`
    }
    const ratio = left / capacity
    const unlimited = refresh === 'unlimited'
    const paint =
      status === 'blocked' ? style.dim : ratio >= 0.5 || unlimited ? style.good : ratio >= 0.1 ? style.warn : style.bad
    const bar = unlimited ? '∞'.padEnd(12) : gauge(ratio)
    const amount = unlimited ? 'unlimited' : `${left}/${capacity}`
    const resets = resets_at === null || unlimited ? '' : `resets in ${span(Date.parse(resets_at) - now)}`
    const whose = account.owner === null ? '' : 'personal'
    const more = [status === 'available' ? '' : status, specialization ?? '', whose, resets].filter(Boolean).join(', ')
    return `${named}  ${paint(bar)}  ${amount.padStart(9)}  ${more}`.trimEnd()
  }
}

/** What tools said of its windows, below the account. */
function readingLines({ id }: Account, readings: readonly Reading[], now: number, style: Style): string[] {
  const own = readings.filter(reading => reading.account_id === id)
  const width = Math.max(0, ...own.map(({ window }) => window.length))
  return own.map(({ window, used_percent, remaining, unit, resets_at, source, true_at }) => {
    const figure =
      used_percent === null
        ? remaining === null
          ? 'lets work through'
          : `${remaining} ${unit ?? ''} left`.trim()
        : `${String(Math.round(used_percent)).padStart(3)} % used`
    const resets = resets_at === null ? '' : `, resets in ${span(Date.parse(resets_at) - now)}`
    return style.dim(
      `       ${window.padEnd(width)}  ${figure}${resets}  (${source}, ${span(now - Date.parse(true_at))} ago)`,
    )
  })
}

function sessionLine(now: number) {
  return ({
    id,
    project_name,
    session_number,
    account_name,
    credits_used,
    turns,
    started_at,
    title,
    objectives,
    handed_by,
  }: Session): string => {
    const used = credits_used === null ? [] : [`${credits_used} credits`]
    const from = handed_by === null ? [] : [`handed over by ${handed_by}`]
    const facts = [...used, count(turns, 'turn'), `since ${span(now - Date.parse(started_at))}`, ...from]
    const about = title ?? objectives?.split('\n')[0]
    const line = `  ${String(id).padStart(3)}  ${project_name} session ${session_number} on ${account_name}: ${facts.join(', ')}`
    return about ? `${line}\n       ${clip(about, 90)}` : line
  }
}
