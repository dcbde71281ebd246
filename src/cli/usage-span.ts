/** The span that `--since` and `--until` mean: days are the person's own. */
import { Failure } from './failure.ts'

const UNIT_DAYS: Record<string, number> = { d: 1, w: 7 }
const HOUR_MS = 3_600_000

/** `2026-11-01` and `20261101` a day; `7d`, `2w` so many days with today; `24h` from then on. */
export function readDay(said: string, now: Date): string {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(said) ?? []
  if (year !== undefined && !Number.isNaN(Date.parse(`${year}-${month}-${day}`))) return `${year}-${month}-${day}`
  const [, amount, unit] = /^(\d{1,4})([hdw])$/.exec(said) ?? []
  if (unit === 'h') return new Date(now.getTime() - Number(amount) * HOUR_MS).toISOString()
  if (unit !== undefined) {
    const from = new Date(now.getFullYear(), now.getMonth(), now.getDate())
    from.setDate(from.getDate() - Number(amount) * (UNIT_DAYS[unit] as number) + 1)
    return from.toISOString()
  }
  throw new Failure(`"${said}" is no day.`, {
    code: 'usage',
    suggestion: 'Say a day, --since 2026-11-01, or how long: 7d, 2w, 24h',
  })
}
