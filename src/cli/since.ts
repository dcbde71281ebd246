import { Failure } from './failure.ts'

const UNIT_MS: Record<string, number> = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }

/** `7d`, `24h`, `2w` before now, a day, or a time. @returns it as the API takes it. */
export function readSince(said: string, now: number): string {
  const [, amount, unit] = /^(\d{1,5})([hdw])$/.exec(said) ?? []
  if (unit !== undefined) return new Date(now - Number(amount) * (UNIT_MS[unit] as number)).toISOString()
  const at = /^\d{4}-\d{2}-\d{2}/.test(said) ? new Date(said) : null
  if (at && !Number.isNaN(at.getTime())) return at.toISOString()
  throw new Failure(`"${said}" is no time.`, {
    code: 'usage',
    suggestion: 'Say 7d, 24h, 2w, or a day: --since 2026-11-01',
  })
}
