import { Failure } from './failure.ts'

const UNIT_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }

/** `17:00` the next time a clock here shows it, `3h` or `2d` from now, a day (its end) or a time. @returns it as the API takes it. */
export function readBy(said: string, now: Date): string {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(said) ?? []
  if (hour !== undefined) {
    const at = new Date(now.getFullYear(), now.getMonth(), now.getDate(), Number(hour), Number(minute))
    if (at <= now) at.setDate(at.getDate() + 1)
    return at.toISOString()
  }
  const [, amount, unit] = /^(\d{1,4})([mhdw])$/.exec(said) ?? []
  if (unit !== undefined) return new Date(now.getTime() + Number(amount) * (UNIT_MS[unit] as number)).toISOString()
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(said) ?? []
  const at = year === undefined ? new Date(said) : new Date(Number(year), Number(month) - 1, Number(day) + 1)
  if (/^\d{4}-\d\d-\d\d/.test(said) && !Number.isNaN(Date.parse(said))) return at.toISOString()
  throw new Failure(`"${said}" is no time.`, {
    code: 'usage',
    suggestion: 'Say --by 17:00, 3h, 2d, a day (2026-12-01) or a time (2026-12-01T17:00)',
  })
}
