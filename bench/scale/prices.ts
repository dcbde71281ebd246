/**
 * What Cloudflare asked and gave away, as its pages "Workers: Pricing", "Durable Objects: Pricing" and "D1: Pricing" had it in
 * copies looked up on 2026-11-24, in US dollars. Static assets are free on both plans. They change: check them there.
 */
export const LOOKED_UP = '2026-11-24'

export const METERS = {
  workerRequests: { name: 'requests to the Worker', aDayFree: 100_000, included: 10_000_000, aMillion: 0.3 },
  workerCpuMs: {
    name: 'CPU ms of the Worker',
    aDayFree: Number.POSITIVE_INFINITY,
    included: 30_000_000,
    aMillion: 0.02,
  },
  objectRequests: { name: 'requests to objects', aDayFree: 100_000, included: 1_000_000, aMillion: 0.15 },
  gigabyteSeconds: { name: 'duration, GB-s', aDayFree: 13_000, included: 400_000, aMillion: 12.5 },
  rowsRead: { name: 'rows read', aDayFree: 5_000_000, included: 25_000_000_000, aMillion: 0.001 },
  rowsWritten: { name: 'rows written', aDayFree: 100_000, included: 50_000_000, aMillion: 1 },
  d1RowsRead: { name: 'rows read in D1', aDayFree: 5_000_000, included: 25_000_000_000, aMillion: 0.001 },
  d1RowsWritten: { name: 'rows written in D1', aDayFree: 100_000, included: 50_000_000, aMillion: 1 },
} as const

export type Meter = keyof typeof METERS

/** The Workers Paid plan, a month. */
export const PLAN_USD = 5
/** Of objects, beyond the first 5 GB, a month. On the free plan nothing is kept beyond them. */
export const STORED = { includedGb: 5, usdAGb: 0.2 }
