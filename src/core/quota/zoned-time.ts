/** A clock on a wall somewhere: its time as an instant, and back. Knows summer time by the zone's own rules. */

/** A calendar day and time of day; months from 1. */
export interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

/** `Europe/Berlin`, or an offset in minutes east of Greenwich. */
export type Zone = string | number

const DAY_MS = 86_400_000

/** `Europe/Berlin`, `GMT-3`, `UTC+05:30`, `PST`; nothing where it is no zone. */
export function readZone(text: string): Zone | undefined {
  const offset = /^(?:UTC|GMT)(?:([+-])(\d{1,2})(?::?(\d{2}))?)?$/i.exec(text)
  if (offset) {
    const minutes = Number(offset[2] ?? 0) * 60 + Number(offset[3] ?? 0)
    return offset[1] === '-' ? -minutes : minutes
  }
  if (/^P[SD]?T$/.test(text)) return 'America/Los_Angeles'
  return text.includes('/') && isZone(text) ? text : undefined
}

/** Whether the runtime knows the zone's rules: `Europe/Berlin`, `UTC`. */
export function isZone(name: string): boolean {
  try {
    offsetMs(name, 0)
    return true
  } catch {
    return false
  }
}

export function wallTimeAt(zone: Zone, at: number): WallTime {
  const wall = new Date(at + offsetMs(zone, at))
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
  }
}

/** Epoch milliseconds. A time that a clock shows twice is the first; one it leaves out is as much later as was left out. */
export function instantOf(zone: Zone, { year, month, day, hour, minute }: WallTime): number {
  const shown = Date.UTC(year, month - 1, day, hour, minute)
  const found = [shown - offsetMs(zone, shown - DAY_MS), shown - offsetMs(zone, shown + DAY_MS)]
  const right = found.filter(at => at + offsetMs(zone, at) === shown)
  return right.length > 0 ? Math.min(...right) : Math.max(...found)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function offsetMs(zone: Zone, at: number): number {
  if (typeof zone === 'number') return zone * 60_000
  let format = formats.get(zone)
  if (!format) {
    const numeric = 'numeric'
    const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric } as const
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...fields })
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day, hour, minute } = parts
  const shown = Date.UTC(year, month - 1, day, hour, minute)
  return shown - Math.floor(at / 60_000) * 60_000
}
