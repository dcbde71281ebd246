/** Periods that a calendar gives: days, weeks and months of a zone, whatever its clocks do. Instants are epoch milliseconds. */
import { instantOf, wallTimeAt, type Zone } from './zoned-time.ts'

export type Calendar =
  | { readonly kind: 'daily'; readonly zone: Zone; readonly atMinute: number }
  /** `weekday` from 1, Monday, to 7. */
  | { readonly kind: 'weekly'; readonly zone: Zone; readonly atMinute: number; readonly weekday: number }
  /** On `day` of each month, on its last where it has none such; day 1 is the calendar month. */
  | { readonly kind: 'monthly'; readonly zone: Zone; readonly atMinute: number; readonly day: number }

export interface Period {
  readonly from: number
  /** The next one begins. */
  readonly until: number
}

/** The period that holds `now`. */
export function calendarPeriod(calendar: Calendar, now: number): Period {
  const { year, month, day } = wallTimeAt(calendar.zone, now)
  const begins = (steps: number) => beginOf(calendar, { year, month, day }, steps)
  // Where the clock of today has not reached the hour, or a month its day, the period began one step before.
  let step = 0
  while (begins(step) > now) step--
  while (begins(step + 1) <= now) step++
  return { from: begins(step), until: begins(step + 1) }
}

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** When the period begins that is so many steps away from the one whose calendar holds `today`. */
function beginOf(calendar: Calendar, today: Day, steps: number): number {
  const { zone, atMinute } = calendar
  return instantOf(zone, { ...dayOf(calendar, today, steps), hour: Math.floor(atMinute / 60), minute: atMinute % 60 })
}

function dayOf(calendar: Calendar, { year, month, day }: Day, steps: number): Day {
  if (calendar.kind === 'monthly') {
    const first = new Date(Date.UTC(year, month - 1 + steps, 1))
    const last = new Date(Date.UTC(year, month + steps, 0)).getUTCDate()
    return { year: first.getUTCFullYear(), month: first.getUTCMonth() + 1, day: Math.min(calendar.day, last) }
  }
  const today = new Date(Date.UTC(year, month - 1, day))
  const back = calendar.kind === 'weekly' ? (today.getUTCDay() + 7 - (calendar.weekday % 7)) % 7 : 0
  const length = calendar.kind === 'weekly' ? 7 : 1
  const begin = new Date(Date.UTC(year, month - 1, day - back + steps * length))
  return { year: begin.getUTCFullYear(), month: begin.getUTCMonth() + 1, day: begin.getUTCDate() }
}
