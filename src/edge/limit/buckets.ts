/** Rates of many keys at once: each has a bucket that fills by itself; who finds it empty waits. */

export interface Rate {
  /** Refilled each second. */
  readonly perSecond: number
  /** What a full one holds. */
  readonly burst: number
}

export interface Buckets {
  /** Takes one. @returns seconds until there is one again; null where there was one. */
  take(key: string, now: number): number | null
}

/** Who comes with more keys than that only has others forgiven what they used: no memory grows, and nobody is kept out. */
const KEYS_MAX = 10_000

interface Bucket {
  readonly left: number
  readonly at: number
}

export function openBuckets({ perSecond, burst }: Rate, keysMax = KEYS_MAX): Buckets {
  const buckets = new Map<string, Bucket>()
  return {
    take(key, now) {
      const before = buckets.get(key)
      // A clock that was set back refills nothing and takes nothing away.
      const seconds = before ? Math.max(0, now - before.at) / 1000 : 0
      const filled = before ? Math.min(burst, before.left + seconds * perSecond) : burst
      const isThere = filled >= 1
      // Put in anew, it is the youngest: the one that nobody asked for the longest goes first.
      buckets.delete(key)
      buckets.set(key, { left: isThere ? filled - 1 : filled, at: now })
      if (buckets.size > keysMax) buckets.delete(buckets.keys().next().value as string)
      return isThere ? null : Math.max(1, Math.ceil((1 - filled) / perSecond))
    },
  }
}
