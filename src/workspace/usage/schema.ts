import { z } from 'zod'
import { id, time } from '../../http/shapes.ts'

const count = z.number().int()

const counts = {
  input_tokens: count.describe('Without what came from or went into a cache'),
  output_tokens: count.describe('Thinking included'),
  cache_read_tokens: count,
  cache_write_tokens: count,
}

/** Of one session, as its own route tells it. */
export const sessionUsage = z.object({ ...counts, responses: count })
export type SessionUsage = z.output<typeof sessionUsage>

const sums = {
  ...counts,
  total_tokens: count,
  cost_usd: z.number().nullable().describe('Of the tokens whose price is known; null where it is known of none'),
  unpriced_tokens: count.describe('Tokens of models without a known price: not in the cost'),
}

export const GROUPS = ['day', 'week', 'month', 'project', 'account', 'model', 'tool', 'session'] as const

export const usageRow = z.object({
  period: z.string().optional().describe('By day, week, month: the day, the Monday, the month'),
  tool: z.string().nullable().optional(),
  session: z.string().optional().describe("By session: the tool's own id of it, else our number"),
  session_id: id.optional(),
  title: z.string().nullable().optional(),
  started_at: time.optional(),
  project_id: id.optional(),
  project: z.string().optional(),
  account_id: id.optional(),
  account: z.string().optional(),
  model: z.string().optional().describe('By model, and by session: one row per session and model'),
  models: z.array(z.string()).optional(),
  ...sums,
})
export type UsageRow = z.output<typeof usageRow>

export const usageTotals = z.object(sums)
export type UsageTotals = z.output<typeof usageTotals>

export const usageAnswer = z.object({
  data: z.array(usageRow),
  totals: usageTotals,
  unpriced_models: z.array(z.string()),
  prices: z.object({ dated: z.string(), source: z.string() }),
})
export type UsageAnswer = z.output<typeof usageAnswer>

const inPath = z.coerce.number().int().positive().optional()
const when = z.union([z.iso.date(), time]).optional()

export const usageQuery = z.object({
  by: z.enum(GROUPS).default('day'),
  since: when.describe('A day of the time zone, or a time'),
  until: when.describe('A day, which is included, or a time'),
  timezone: z.string().max(100).optional().describe("Asia/Jakarta; the server's own where nothing is said"),
  project_id: inPath,
  account_id: inPath,
  session_id: inPath,
  tool: z.string().max(100).optional().describe('claude-code, codex…'),
})
export type UsageQuery = z.output<typeof usageQuery>

const usd = z.number().min(0).max(1_000_000)
const rates = {
  input: usd,
  output: usd,
  cacheRead: usd.optional(),
  cacheWrite: usd.optional(),
  cacheWriteHour: usd.optional(),
}

/** USD per million tokens. */
export const newPrices = z.object({
  dated: z.iso.date(),
  source: z.string().min(1).max(200),
  models: z
    .record(
      z.string().min(1).max(200),
      z.object({
        ...rates,
        long: z.object({ ...rates, above: z.number().int().positive() }).optional(),
        fast: z.number().positive().optional(),
      }),
    )
    .refine(models => Object.keys(models).length > 0, 'a table without a price'),
})
export type NewPrices = z.output<typeof newPrices>

export const pricesKept = z.object({ dated: z.string(), source: z.string(), models: count })
