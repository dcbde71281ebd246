import { z } from 'zod'
import { changeOf, id, pageQuery, text, time } from '../../http/shapes.ts'
import { platform } from '../accounts/index.ts'
import { person } from '../people/index.ts'
import { feedbackCounts } from './feedback-schema.ts'

export const handoffStatus = z.enum(['pending', 'processing', 'completed', 'failed'])

export const handoff = z.object({
  id,
  session_id: id,
  from_account_id: id,
  to_account_id: id.nullable(),
  priority: z.number().int().describe('1..10, high first'),
  handoff_context: z.string(),
  status: handoffStatus,
  created_at: time,
  processed_at: time.nullable(),
  attempts: z.number().int().describe('Attempts to carry it out; waiting for an account is none'),
  waits: z.boolean().describe('For an account: carried out as soon as one is free'),
  not_before: time.nullable().describe('Not tried before; null: now, or nobody knows when an account returns'),
  next_session_id: id.nullable().describe('The session that took over'),
  undo_until: time.nullable().describe('Until then it can be taken back'),
  undone_at: time.nullable(),
  error: z.string().nullable(),
  to_person: person.nullable().describe('The colleague it was handed to; null: who held the session goes on'),
  feedback: feedbackCounts.nullable().describe('Null until the session that took over has turns'),
})
export type Handoff = z.output<typeof handoff>

const toPerson = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe('Hand it to this member: an id of GET /api/people. It goes on with a shared account, or one of theirs')

const priority = z.number().int().min(1).max(10)

export const newHandoff = z.object({
  session_id: id,
  to_account_id: id.optional().describe('Only this account; the best one where nothing is said'),
  to_person: toPerson,
  priority: priority.default(5),
  handoff_context: text.min(1).optional().describe('The brief of the session where nothing is said'),
})
export type NewHandoff = z.output<typeof newHandoff>

export const handoffChange = changeOf(
  z.object({
    priority,
    handoff_context: text.min(1),
    to_account_id: id.nullable(),
    status: z.enum(['pending', 'failed']).describe('pending tries again; failed gives it up'),
  }),
)
export type HandoffChange = z.output<typeof handoffChange>

export const handoffQuery = pageQuery.extend({
  status: handoffStatus.optional(),
  session_id: z.coerce.number().int().positive().optional(),
})
export type HandoffQuery = z.output<typeof handoffQuery>

export const rotation = z.object({
  current_account_id: id,
  project_id: id,
  session_id: id.optional().describe('The current session of that account and project where nothing is said'),
  budget_tokens: z.number().int().min(50).max(20_000).optional(),
  to_person: toPerson,
})
export type Rotation = z.output<typeof rotation>

export const rotated = z.object({
  next_account: z.object({
    id,
    account_name: z.string(),
    credits_available: z.number().int().nullable().describe("Null of somebody else's personal account"),
    specialization: z.string().nullable(),
    platform,
  }),
  next_person: person.nullable().describe('Who goes on with it'),
  briefing: z.string(),
  credit_savings: z
    .object({
      context_tokens: z.number().int(),
      briefing_tokens: z.number().int(),
      saved_tokens: z.number().int(),
      saved_percent: z.number(),
    })
    .describe('Measured: what the next account reads instead of the whole conversation'),
  session_id: id,
  handoff_id: id,
  undo_until: time.describe('POST /api/handoffs/{id}/undo takes it back until then'),
  because: z.array(z.string()),
})
