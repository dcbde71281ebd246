/**
 * How much each moment of the past is like now: the same time of day and weekday, lately, work going on or not, as fast.
 * What followed such moments is what may follow now. Widths were set on made-up streams (bench/forecast.ts); the
 * forecast hardly depends on them.
 */
import { DAY_SLOTS, type History, HOUR_SLOTS, meanOf, usedBefore } from './history.ts'

/** Hours by which a time of day may be off. */
const HOURS_WIDTH = 2
const HALF_LIFE_DAYS = 25
/** Of a day that is another weekday. */
const OTHER_WEEKDAY = 0.35
/** Of the logarithm of how long nothing was used: a pause of an hour is not one of a night. */
const IDLE_WIDTH = 0.5
/** Of the logarithm of the last hour's pace over the mean. */
const PACE_WIDTH = 0.8
/** No moment is wholly unlike another: where nothing is alike, all of the past has its say. */
const HOURS_FLOOR = 0.03
const IDLE_FLOOR = 0.03
const PACE_FLOOR = 0.1

/** A weight for each slot that the history holds `length` slots from. */
export function likenesses(history: History, length: number): Float64Array {
  const { slots, idle } = history
  const mean = meanOf(history)
  const pace = (i: number) => Math.log1p(usedBefore(history, i, HOUR_SLOTS) / (mean * HOUR_SLOTS))
  const idleNow = Math.log1p(idle[slots]!)
  const paceNow = pace(slots)
  const hours = Float64Array.from({ length: DAY_SLOTS }, (_, phase) =>
    bell(Math.min(phase, DAY_SLOTS - phase) / HOUR_SLOTS / HOURS_WIDTH, HOURS_FLOOR),
  )
  return Float64Array.from({ length: Math.max(0, slots - length + 1) }, (_, i) => {
    const back = slots - i
    return (
      hours[back % DAY_SLOTS]! *
      dayLikeness(Math.round(back / DAY_SLOTS), 0) *
      bell((Math.log1p(idle[i]!) - idleNow) / IDLE_WIDTH, IDLE_FLOOR) *
      bell((pace(i) - paceNow) / PACE_WIDTH, PACE_FLOOR)
    )
  })
}

/** Of a day so many days ago to the one so many days ahead. Weekdays are told by sevens, so that no zone is asked for. */
export const dayLikeness = (back: number, ahead: number): number =>
  ((back + ahead) % 7 === 0 ? 1 : OTHER_WEEKDAY) * 2 ** (-back / HALF_LIFE_DAYS)

const bell = (distance: number, floor: number): number => floor + (1 - floor) * Math.exp(-0.5 * distance * distance)
