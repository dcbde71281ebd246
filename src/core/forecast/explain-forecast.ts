/** What a forecast rests on, in words. */
import type { Source } from './choose-sources.ts'
import { LATELY_SLOTS } from './draw-futures.ts'
import { type History, HOUR_SLOTS, meanOf, usedBefore } from './history.ts'

/** Shorter pauses belong to the work. */
const PAUSE_SLOTS = 2
const MUCH = 1.5

export function explainForecast(own: History, sources: readonly Source[]): string[] {
  const told = sources.map(({ whose, history }) => `${history.activeDays} days with use of the ${whose}`)
  return [`from ${told.join(' and ')}`, ...(own.slots > 0 ? [activity(own)] : []), ...lately(own)]
}

function activity({ idle, slots }: History): string {
  const pause = idle[slots]!
  if (pause < PAUSE_SLOTS) return 'it is being worked with now'
  const hours = pause / HOUR_SLOTS
  return `nothing was used for ${hours < 48 ? `${Math.round(hours * 10) / 10} h` : `${Math.floor(hours / 24)} days`}`
}

function lately(own: History): string[] {
  const usual = meanOf(own) * LATELY_SLOTS
  if (own.slots <= 2 * LATELY_SLOTS || usual === 0) return []
  const times = usedBefore(own, own.slots, LATELY_SLOTS) / usual
  if (times < MUCH && times > 1 / MUCH) return []
  return [`in the last three days ${Math.round(times * 10) / 10} times as much as usual was used`]
}
