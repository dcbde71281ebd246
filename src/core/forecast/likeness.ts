/**
 * How much each moment of the past is like now: the same time of day and weekday, lately, work going on or not, as fast.
 * What followed such moments is what may follow now. Widths were set on made-up streams (bench/forecast.ts); the
 * forecast hardly depends on them.
 */
import { DAY_SLOTS, HISTORY_DAYS, type History, HOUR_SLOTS, IDLE_MAX, meanOf, usedBefore } from './history.ts'

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
  const hour = meanOf(history) * HOUR_SLOTS
  const pace = (i: number) => Math.log1p(usedBefore(history, i, HOUR_SLOTS) / hour)
  const paceNow = pace(slots)
  const idleNow = Math.log1p(idle[slots]!)
  const table = (size: number, weight: (i: number) => number) =>
    Float64Array.from({ length: size }, (_, i) => weight(i))
  const byPhase = table(DAY_SLOTS, phase =>
    bell(Math.min(phase, DAY_SLOTS - phase) / HOUR_SLOTS / HOURS_WIDTH, HOURS_FLOOR),
  )
  const byIdle = table(IDLE_MAX + 1, slots => bell((Math.log1p(slots) - idleNow) / IDLE_WIDTH, IDLE_FLOOR))
  const byDay = table(HISTORY_DAYS + 2, back => dayLikeness(back, 0))
  const weights = new Float64Array(Math.max(0, slots - length + 1))
  for (let i = 0; i < weights.length; i++) {
    const back = slots - i
    weights[i] =
      byPhase[back % DAY_SLOTS]! *
      byDay[Math.round(back / DAY_SLOTS)]! *
      byIdle[idle[i]!]! *
      bell((pace(i) - paceNow) / PACE_WIDTH, PACE_FLOOR)
  }
  return weights
}

/** Of a day so many days ago to the one so many days ahead. Weekdays are told by sevens, so that no zone is asked for. */
export const dayLikeness = (back: number, ahead: number): number =>
  ((back + ahead) % 7 === 0 ? 1 : OTHER_WEEKDAY) * 2 ** (-back / HALF_LIFE_DAYS)

const bell = (distance: number, floor: number): number => floor + (1 - floor) * Math.exp(-0.5 * distance * distance)
