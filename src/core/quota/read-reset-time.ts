/** When a limit starts anew, in the many ways in which tools and services say it. */
import { instantOf, readZone, type WallTime, wallTimeAt, type Zone } from './zoned-time.ts'

export interface Said {
  /** When it was said, epoch milliseconds. */
  readonly at: number
  /** Of clocks that are named without one (`Europe/Berlin`); without it such a time stays unknown. */
  readonly zone?: string | undefined
}

const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 }
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const DAY_MS = 86_400_000
/** A clock time that has passed by less is over, not tomorrow's: a tool may say it a moment late. */
const LATE_MS = 10 * 60_000

const EPOCH = /(?:reached\||resets?[-_]?at\W{1,5}|reset\W{1,4})(\d{10}|\d{13})(?!\d)/i
const SECONDS =
  /(?:resets?_in_seconds|retry[-_ ]?after(?:[-_]seconds)?|retry_?delay)\W{1,5}(\d+(?:\.\d+)?)(?![\d.]|\s*(?:m|h|d))/i
const ISO = /\b(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))/
const HTTP_DATE = /\b((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)\b/
const AMOUNT = String.raw`\d+(?:\.\d+)?\s*(?:days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|ms)(?![a-z])`
const SPAN = new RegExp(String.raw`\b(?:in|after)[\s:]+((?:${AMOUNT}(?:\s*,?\s*(?:and\s+)?)?)+)`, 'i')
const DATE = String.raw`(?:(?<tomorrow>tomorrow)|(?:on\s+)?(?<weekday>(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?)|(?<month>${MONTHS.join('|')})[a-z]*\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}))?)`
const CLOCK = new RegExp(
  String.raw`\b(?:resets?|again|available|until|try)(?:\s+(?:at|on|is|:))*\s+(?:${DATE},?\s+(?:at\s+)?)?(?<hour>\d{1,2})(?::(?<minute>\d\d))?\s*(?<half>[ap]\.?m\.?)?(?:\s*\((?<place>[\w+\-/]+)\)|\s+(?<offset>(?:GMT|UTC)(?:[+-]\d{1,2}(?::?\d\d)?)?|P[SD]?T)\b)?`,
  'i',
)

/** Epoch milliseconds; nothing where the text does not say, or not clearly enough. */
export function readResetTime(text: string, said: Said): number | undefined {
  const epoch = EPOCH.exec(text)?.[1]
  if (epoch) return Number(epoch) * (epoch.length === 10 ? 1000 : 1)
  const seconds = SECONDS.exec(text)?.[1]
  if (seconds) return said.at + Math.round(Number(seconds) * 1000)
  const date = ISO.exec(text)?.[1]?.replace(' ', 'T') ?? HTTP_DATE.exec(text)?.[1]
  if (date) return Date.parse(date)
  const span = SPAN.exec(text)?.[1]
  if (span) return said.at + spanMs(span)
  const clock = CLOCK.exec(text)?.groups
  return clock ? readClock(clock, said) : undefined
}

function spanMs(text: string): number {
  let ms = 0
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|[dhms])/gi)) {
    ms += Number(count) * UNIT_MS[unit!.toLowerCase()]!
  }
  return Math.round(ms)
}

type Groups = Readonly<Record<string, string | undefined>>

function readClock(clock: Groups, { at, zone: own }: Said): number | undefined {
  const named = clock['place'] ?? clock['offset']
  const zone = (named === undefined ? undefined : readZone(named)) ?? (own === undefined ? undefined : readZone(own))
  const time = timeOfDay(clock)
  if (zone === undefined || !time) return undefined
  return clock['month'] ? onDate(clock, time, zone, at) : onDay(clock, time, zone, at)
}

/** A bare figure is no time of day: `resets 3` may be anything. */
function timeOfDay({ hour, minute, half }: Groups): Pick<WallTime, 'hour' | 'minute'> | undefined {
  if (half === undefined && minute === undefined) return undefined
  const told = Number(hour)
  if (told > 23 || Number(minute ?? 0) > 59 || (half !== undefined && (told < 1 || told > 12))) return undefined
  const from12 = (told % 12) + (half?.toLowerCase().startsWith('p') ? 12 : 0)
  return { hour: half === undefined ? told : from12, minute: Number(minute ?? 0) }
}

function onDate({ month, day, year }: Groups, time: Pick<WallTime, 'hour' | 'minute'>, zone: Zone, at: number): number {
  const today = wallTimeAt(zone, at)
  const wall = { ...time, month: MONTHS.indexOf(month!.toLowerCase()) + 1, day: Number(day) }
  if (year) return instantOf(zone, { ...wall, year: Number(year) })
  const thisYear = instantOf(zone, { ...wall, year: today.year })
  // In December, January is next year's.
  return at - thisYear > 180 * DAY_MS ? instantOf(zone, { ...wall, year: today.year + 1 }) : thisYear
}

/** Today, tomorrow, or the next such weekday. */
function onDay(clock: Groups, time: Pick<WallTime, 'hour' | 'minute'>, zone: Zone, at: number): number {
  const today = wallTimeAt(zone, at)
  const onDayAhead = (days: number) => instantOf(zone, { ...today, ...time, day: today.day + days })
  if (clock['tomorrow']) return onDayAhead(1)
  if (clock['weekday']) {
    const wanted = DAYS.indexOf(clock['weekday'].slice(0, 3).toLowerCase())
    const now = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay()
    const ahead = (wanted - now + 7) % 7
    return ahead === 0 && onDayAhead(0) <= at - LATE_MS ? onDayAhead(7) : onDayAhead(ahead)
  }
  const next = onDayAhead(0)
  return next <= at - LATE_MS ? onDayAhead(1) : next
}
