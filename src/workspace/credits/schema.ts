import { z } from 'zod'
import { id, time } from '../../http/shapes.ts'

export const ledgerEntry = z.object({
  id,
  account_id: id,
  session_id: id.nullable(),
  kind: z
    .enum(['opening', 'use', 'estimate', 'reading', 'grant', 'reset', 'usage'])
    .describe(
      'reading: what the sum did not explain; grant: added outside a reset; estimate: reckoned, not said; usage: tokens of a session, without an amount',
    ),
  amount: z.number().int().describe('Credits; negative where they were used'),
  balance: z.number().int().describe("Sum of the account's amounts up to this entry"),
  actor: z.string(),
  note: z.string().nullable(),
  key: z.string().nullable().describe('Told twice with it, booked once'),
  at: time,
  model: z.string().nullable().describe('Of usage, as are the tokens'),
  input_tokens: z.number().int().nullable(),
  output_tokens: z.number().int().nullable(),
  cache_read_tokens: z.number().int().nullable(),
  cache_write_tokens: z.number().int().nullable(),
})
export type LedgerEntry = z.output<typeof ledgerEntry>

export const drift = z
  .object({
    days: z.number().int(),
    used: z.number().int().describe('By entries of use and estimate'),
    unexplained: z.number().int().describe('Sum of the adjustments: below zero, more was used than anybody told'),
    readings: z.number().int().describe('How many readings disagreed with the sum'),
  })
  .describe('How far readings and the sum came apart')
export type Drift = z.output<typeof drift>

export const newEntry = z.strictObject({
  kind: z.enum(['use', 'estimate', 'grant']),
  amount: z.number().int().min(1).max(1_000_000).describe('Credits used, or granted'),
  key: z.string().trim().min(1).max(200).describe('The same key again books nothing, and answers what it booked'),
  note: z.string().trim().max(500).nullish(),
})
export type NewEntry = z.output<typeof newEntry>
