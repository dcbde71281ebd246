/** A published table of tokens and their ranks, searched where it lies: a hash of typed arrays in place of 200,000 strings. */

export interface BytePairTable {
  /** Bytes of the longest token. */
  readonly longest: number
  /** The rank of the token that `bytes` is from `from` to `to`, or -1. */
  rankOf(bytes: Uint8Array, from: number, to: number): number
}

const HEAD_BYTES = 4
/** FNV-1a. */
const HASH_BEGIN = 0x811c9dc5
const HASH_FACTOR = 0x01000193
/** A slot holds a rank and one, so that 0 is an empty slot, and above it as much of the hash as there is room for. */
const RANK_BITS = 18
const RANK_MASK = 2 ** RANK_BITS - 1

/**
 * @param packed as scripts/generate-byte-pairs.mjs writes it, unzipped. It is kept, not copied.
 * @throws where its parts do not add up
 */
export function openTable(packed: Uint8Array): BytePairTable {
  const count = readCount(packed)
  const starts = new Uint32Array(count + 1)
  starts[0] = HEAD_BYTES + count
  let longest = 0
  for (let rank = 0; rank < count; rank++) {
    const length = packed[HEAD_BYTES + rank] as number
    if (length > longest) longest = length
    starts[rank + 1] = (starts[rank] as number) + length
  }
  if (count === 0 || count >= RANK_MASK || starts[count] !== packed.length)
    throw new Error('the table of byte pairs is not whole')

  // A third full: what is not there, most of what is asked, is told by the first slot.
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(count * 2)))
  const slotMask = slots.length - 1
  for (let rank = 0; rank < count; rank++) {
    const hash = hashOf(packed, starts[rank] as number, starts[rank + 1] as number)
    let slot = hash & slotMask
    while (slots[slot] !== 0) slot = (slot + 1) & slotMask
    slots[slot] = (hash & ~RANK_MASK) | (rank + 1)
  }

  const isToken = (rank: number, bytes: Uint8Array, from: number, to: number): boolean => {
    const start = starts[rank] as number
    if ((starts[rank + 1] as number) - start !== to - from) return false
    for (let i = from, j = start; i < to; i++, j++) if (bytes[i] !== packed[j]) return false
    return true
  }

  return {
    longest,
    rankOf(bytes, from, to) {
      const hash = hashOf(bytes, from, to)
      const sign = (hash & ~RANK_MASK) >>> 0
      for (let slot = hash & slotMask; ; slot = (slot + 1) & slotMask) {
        const held = slots[slot] as number
        if (held === 0) return -1
        if ((held & ~RANK_MASK) >>> 0 !== sign) continue
        const rank = (held & RANK_MASK) - 1
        if (isToken(rank, bytes, from, to)) return rank
      }
    },
  }
}

function readCount(packed: Uint8Array): number {
  let count = 0
  for (let i = HEAD_BYTES - 1; i >= 0; i--) count = count * 256 + (packed[i] ?? 0)
  return count <= packed.length ? count : 0
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = HASH_BEGIN
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), HASH_FACTOR)
  // The low bits choose the slot: the high ones are mixed into them.
  return hash ^ (hash >>> 15)
}
