/** Quota windows by their names: told apart by how long they are, never by where a tool lists them. */

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Tools round: 299 minutes are five hours, 10,079 are a week. */
const ROUNDING = 0.02

const NAMED: readonly (readonly [name: string, ms: number])[] = [
  ['minute', MINUTE_MS],
  ['5h', 5 * HOUR_MS],
  ['daily', DAY_MS],
  ['weekly', 7 * DAY_MS],
  ['monthly', 30 * DAY_MS],
]
/** A month may be as long. */
const MONTH_MS_MAX = 31 * DAY_MS

/** `5h`, `weekly`; a length without a name by its figure: `3h`, `14d`, `90min`. */
export function windowOfMinutes(minutes: number): string {
  const ms = minutes * MINUTE_MS
  const named = NAMED.find(([, length]) => Math.abs(ms - length) <= length * ROUNDING)
  if (named) return named[0]
  if (Math.abs(ms - MONTH_MS_MAX) <= DAY_MS) return 'monthly'
  const days = Math.round(ms / DAY_MS)
  if (days > 0 && Math.abs(ms - days * DAY_MS) <= ms * ROUNDING) return `${days}d`
  const hours = Math.round(ms / HOUR_MS)
  return hours > 0 && Math.abs(ms - hours * HOUR_MS) <= ms * ROUNDING ? `${hours}h` : `${Math.round(minutes)}min`
}

/** At most so long until it starts anew; null where the name does not tell. A model's window (`weekly-opus`) is as long as its kind. */
export function windowMsMax(window: string): number | null {
  const kind = window.split('-')[0] ?? ''
  if (kind === 'monthly') return MONTH_MS_MAX
  const named = NAMED.find(([name]) => name === kind)
  if (named) return named[1]
  const [, count, unit] = /^(\d+)(min|h|d)$/.exec(kind) ?? []
  if (unit === undefined) return null
  return Number(count) * (unit === 'd' ? DAY_MS : unit === 'h' ? HOUR_MS : MINUTE_MS)
}

/** The whole account works or waits by it: not a model's own window, and not one that is over within minutes. */
export const isOfAccount = (window: string): boolean => /^(?:\d+[hd]|daily|weekly|monthly|unknown)$/.test(window)
