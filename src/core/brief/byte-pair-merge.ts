/**
 * Merges neighbouring bytes into tokens, the lowest rank first and of equal ones the leftmost, until no pair is a token. The
 * pairs that could be merged wait in a heap, so that a piece of n bytes takes n log n steps, however long it is.
 */
import type { BytePairTable } from './byte-pair-table.ts'

/** What merging writes to: parts of a piece, each known by the position of its first byte. */
interface Room {
  /** Where the part that begins here ends, which is where the next one begins. */
  readonly ends: Int32Array
  /** Where the part before begins. */
  readonly befores: Int32Array
  /** What this part and the next would be as one token; NONE where they would be none, or no part begins here. */
  readonly ranks: Int32Array
  /** A binary heap of pairs, lowest first: rank × RANK_UNIT + position. Holds pairs that are gone, too. */
  readonly heap: Float64Array
}

const NONE = -1
/** Above every position; a rank below 2^18 times it is still a whole number to a double. */
const RANK_UNIT = 2 ** 32
/** Bytes of a piece for which the room is kept; a longer one gets a room of its own. */
const KEPT_BYTES = 1024

export interface PairMerger {
  /** Tokens that the first `length` bytes merge into. */
  count(bytes: Uint8Array, length: number): number
}

export function openMerger({ rankOf, longest }: BytePairTable): PairMerger {
  const kept = newRoom(KEPT_BYTES)
  return {
    count(bytes, length) {
      const { ends, befores, ranks, heap } = length > KEPT_BYTES ? newRoom(length) : kept
      let size = 0

      const push = (item: number): void => {
        let at = size++
        while (at > 0) {
          const above = (at - 1) >> 1
          if ((heap[above] as number) <= item) break
          heap[at] = heap[above] as number
          at = above
        }
        heap[at] = item
      }
      const pop = (): number => {
        const lowest = heap[0] as number
        const item = heap[--size] as number
        let at = 0
        for (;;) {
          let below = at * 2 + 1
          if (below >= size) break
          if (below + 1 < size && (heap[below + 1] as number) < (heap[below] as number)) below++
          if ((heap[below] as number) >= item) break
          heap[at] = heap[below] as number
          at = below
        }
        heap[at] = item
        return lowest
      }
      /** Weighs the part at `position` with the next one. */
      const weigh = (position: number): void => {
        const next = ends[position] as number
        const end = next < length ? (ends[next] as number) : Number.POSITIVE_INFINITY
        const rank = end - position <= longest ? rankOf(bytes, position, end) : NONE
        ranks[position] = rank
        if (rank !== NONE) push(rank * RANK_UNIT + position)
      }

      for (let i = 0; i < length; i++) {
        ends[i] = i + 1
        befores[i] = i - 1
      }
      for (let i = 0; i < length; i++) weigh(i)
      let parts = length
      while (size > 0) {
        const item = pop()
        const position = item % RANK_UNIT
        // A pair changed since never has the rank again that it had: its token would be longer.
        if (ranks[position] !== (item - position) / RANK_UNIT) continue
        const gone = ends[position] as number
        const end = ends[gone] as number
        ranks[gone] = NONE
        ends[position] = end
        if (end < length) befores[end] = position
        parts--
        weigh(position)
        const before = befores[position] as number
        if (before >= 0) weigh(before)
      }
      return parts
    },
  }
}

const newRoom = (bytes: number): Room => ({
  ends: new Int32Array(bytes),
  befores: new Int32Array(bytes),
  ranks: new Int32Array(bytes),
  // One for each pair at the beginning, and each merge takes one out and puts two in at most.
  heap: new Float64Array(bytes * 2),
})
