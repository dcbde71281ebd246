import { z } from 'zod'
import { id, time } from '../../http/shapes.ts'

export const ledgerEntry = z.object({
  id,
  account_id: id,
  session_id: id.nullable(),
  kind: z
    .enum(['opening', 'use', 'reading', 'reset', 'usage'])
    .describe('usage: tokens of a session, without an amount'),
  amount: z.number().int().describe('Credits; negative where they were used'),
  balance: z.number().int().describe("Sum of the account's amounts up to this entry"),
  actor: z.string(),
  note: z.string().nullable(),
  at: time,
  model: z.string().nullable().describe('Of usage, as are the tokens'),
  input_tokens: z.number().int().nullable(),
  output_tokens: z.number().int().nullable(),
  cache_read_tokens: z.number().int().nullable(),
  cache_write_tokens: z.number().int().nullable(),
})
export type LedgerEntry = z.output<typeof ledgerEntry>
