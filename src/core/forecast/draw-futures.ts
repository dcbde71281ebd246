/**
 * Futures made of the past: what followed a moment like now, then one day like it after the other. People work in sessions
 * with long gaps; copied whole, these keep their lengths and gaps, which no pace does.
 */
import { DAY_SLOTS, type History, meanOf, SLOT_MS, usedBefore } from './history.ts'
import { dayLikeness, likenesses } from './likeness.ts'
import { seeded } from './seeded.ts'

export interface Future {
  /** Until the end of the look ahead. */
  readonly used: number
  /** Milliseconds from now until what is left is used up; null: not before the end. */
  readonly outAfterMs: number | null
}

export interface Ahead {
  /** In the unit of the uses. */
  readonly left: number
  readonly lengthMs: number
  /** How many futures. */
  readonly count: number
  /** Whose futures they are, where the history is another's: days are then as large as its own are. */
  readonly sizedBy?: History | undefined
}

/** Good weeks follow good weeks: a day is as large as days have been for so long. */
export const LATELY_SLOTS = 3 * DAY_SLOTS
/** Habits change: by so much (sigma of a lognormal) all of a future may be larger or smaller than its past, */
const CHANGE_IN_A_DAY = 0.5
/** and this when it is a week long. */
const CHANGE_IN_A_WEEK = 0.7
const SEED = 20_261_123

interface Block {
  readonly from: number
  readonly length: number
  /** What was used in it counts so much. */
  readonly times: number
}

/** The same for the same question. The history must hold a day at least. */
export function drawFutures(history: History, { left, lengthMs, count, sizedBy = history }: Ahead): Future[] {
  const length = Math.max(1, Math.round(lengthMs / SLOT_MS))
  const random = seeded(SEED)
  const sizeNow = sizeAt(sizedBy, sizedBy.slots)
  const first = summed(likenesses(history, Math.min(length, DAY_SLOTS)))
  const change = changeOver(length)
  const days = Array.from({ length: 7 }, (_, ahead) => summed(dayLikenesses(history, ahead)))

  function* blocks(share: number): Generator<Block> {
    const changed = Math.exp(change * normal(random))
    for (let passed = 0; passed < length; passed += DAY_SLOTS) {
      const from =
        passed === 0
          ? pick(first, share)
          : history.slots - (pick(days[(passed / DAY_SLOTS) % 7]!, random()) + 1) * DAY_SLOTS
      yield { from, length: Math.min(DAY_SLOTS, length - passed), times: (changed * sizeNow) / sizeAt(history, from) }
    }
  }
  return Array.from({ length: count }, (_, i) => follow(history, blocks((i + random()) / count), left))
}

function follow(history: History, blocks: Iterable<Block>, left: number): Future {
  let used = 0
  let passed = 0
  let outAfter: number | null = null
  for (const { from, length, times } of blocks) {
    const amount = (history.before[from + length]! - history.before[from]!) * times
    if (outAfter === null && used + amount >= left)
      outAfter = passed + slotsUntil(history, from, (left - used) / times, length)
    used += amount
    passed += length
  }
  return { used, outAfterMs: outAfter === null ? null : outAfter * SLOT_MS }
}

/** Slots from `from` on until so much is used, `length` at most; within one at an even pace. */
function slotsUntil({ before }: History, from: number, amount: number, length: number): number {
  const sought = before[from]! + amount
  let low = from + 1
  let high = from + length
  while (low < high) {
    const middle = (low + high) >> 1
    if (before[middle]! < sought) low = middle + 1
    else high = middle
  }
  const inSlot = before[low]! - before[low - 1]!
  return low - 1 - from + (inSlot > 0 ? Math.min(1, (sought - before[low - 1]!) / inSlot) : 0)
}

/** Of each day of the past, from yesterday back, to the one so many days ahead. */
const dayLikenesses = ({ slots }: History, ahead: number) =>
  Float64Array.from({ length: Math.floor(slots / DAY_SLOTS) }, (_, i) => dayLikeness(i + 1, ahead))

/** How large days are then, never wholly unlike the mean. */
const sizeAt = (history: History, i: number): number =>
  usedBefore(history, i, LATELY_SLOTS) + meanOf(history) * LATELY_SLOTS

function changeOver(length: number): number {
  const week = Math.min(1, Math.max(0, length / DAY_SLOTS - 1) / 6)
  return CHANGE_IN_A_DAY + (CHANGE_IN_A_WEEK - CHANGE_IN_A_DAY) * week
}

function summed(weights: Float64Array): Float64Array {
  for (let i = 1; i < weights.length; i++) weights[i]! += weights[i - 1]!
  return weights
}

/** @param share 0..1 of the weights. */
function pick(sums: Float64Array, share: number): number {
  const sought = share * sums.at(-1)!
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! <= sought) low = middle + 1
    else high = middle
  }
  return low
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
