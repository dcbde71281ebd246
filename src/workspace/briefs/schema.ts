import { z } from 'zod'
import { id } from '../../http/shapes.ts'

export const level = z.enum(['low', 'medium', 'high'])
export const target = z.enum(['claude', 'chatgpt', 'gemini', 'genspark', 'plain'])
const budget = z.number().int().min(50).max(20_000)

const counts = z.record(z.string(), z.number())

export const report = z.object({
  tokens: z.number(),
  budgetTokens: z.number(),
  tokenizer: z.string().optional().describe('What counted the tokens; absent where they are estimated'),
  kept: counts.describe('Facts kept, per kind'),
  dropped: counts.describe('Facts left out, per kind'),
  shortened: z.number().int().describe('Requests told in fewer words than they were made'),
  redacted: counts.describe('Secrets taken out of the whole session, per kind'),
  coverage: z.number().describe('Share of the weight of all facts that was kept'),
  largestDropped: z.array(z.object({ kind: z.string(), text: z.string(), turn: z.number().int() })),
})

export const brief = z.object({ markdown: z.string(), report })

export const briefQuery = z.object({
  budget_tokens: z.coerce.number().pipe(budget).optional().describe('3000 where nothing is said'),
  level: level.optional().describe('In place of a budget: at most 25, 15 or 5 lines of key points'),
  target: target.optional(),
  redact_emails: z
    .enum(['true', 'false'])
    .optional()
    .describe('true takes e-mail addresses out too; keys and passwords always go'),
})
export type BriefQuery = z.output<typeof briefQuery>

const context = z.string().min(1, 'the context is empty: send the text to brief').max(8_000_000)

export const handoffContext = z.object({
  project_id: id,
  context,
  credits_used: z.number().int().min(0).optional(),
  from_account_id: id.optional(),
  budget_tokens: budget.optional(),
  target: target.optional(),
})
export type HandoffContext = z.output<typeof handoffContext>

export const smartContext = z
  .object({
    project_id: id,
    context,
    compress_level: level.optional(),
    budget_tokens: budget.optional().describe('In place of a level'),
  })
  .refine(b => b.compress_level !== undefined || b.budget_tokens !== undefined, {
    path: ['compress_level'],
    message: 'say compress_level ("low", "medium" or "high") or budget_tokens',
  })
export type SmartContext = z.output<typeof smartContext>

export const compressStats = z.object({
  original_lines: z.number().int(),
  compressed_lines: z.number().int(),
  compression_ratio: z.number().int().describe('Percent of the lines that are gone'),
})
