/** The days of a time zone: which one a moment is in, and when one begins. */
import { problem } from './problems.ts'

export interface Calendar {
  /** `2026-11-23` */
  dayOf(ms: number): string
  /** Milliseconds since the epoch at which that day begins. */
  startOf(day: string): number
  /** Every day begins on a full hour of UTC. */
  readonly fullHours: boolean
}

const HOUR_MS = 3_600_000

/** @param zone `Asia/Jakarta`; the machine's own where nothing is said, which needs no table of zones to be loaded. */
export function openCalendar(zone?: string): Calendar {
  const clockOf = zone === undefined ? localClock : zoneClock(zone)
  const dayOf = (ms: number) => clockOf(ms).slice(0, 10)
  const startOf = (day: string) => {
    const midnight = Date.parse(`${day}T00:00:00Z`)
    // As far as the zone is ahead of UTC; near a change of the clocks the first guess may be an hour off.
    const aheadAt = (ms: number) => Date.parse(`${clockOf(ms)}Z`) - ms
    const guess = midnight - aheadAt(midnight)
    return midnight - aheadAt(guess)
  }
  const year = new Date(0).getUTCFullYear()
  const samples = [year + 40, year + 56].flatMap(y => [Date.UTC(y, 0, 1), Date.UTC(y, 6, 1)])
  return { dayOf, startOf, fullHours: samples.every(ms => startOf(dayOf(ms)) % HOUR_MS === 0) }
}

const two = (n: number) => String(n).padStart(2, '0')

/** `2026-11-23T17:05:00` */
function localClock(ms: number): string {
  const at = new Date(ms)
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

function zoneClock(zone: string): (ms: number) => string {
  const format = formatOf(zone)
  return ms => {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]))
    return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  } catch {
    throw problem('unknown-timezone', { timezone: timeZone })
  }
}

/** The Monday of a day's week. */
export function weekOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7))
  return at.toISOString().slice(0, 10)
}
