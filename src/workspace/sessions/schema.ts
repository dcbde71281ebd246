import { z } from 'zod'
import { changeOf, id, pageQuery, text, time } from '../../http/shapes.ts'
import { person } from '../people/index.ts'
import { sessionUsage } from '../usage/index.ts'

export const sessionType = z.enum(['development', 'bugfix', 'feature', 'refactor', 'deployment'])
export const sessionStatus = z.enum(['in_progress', 'completed', 'failed', 'handed_off'])

export const session = z.object({
  id,
  project_id: id,
  account_id: id,
  session_number: z.number().int().describe('1, 2, 3… per project'),
  session_type: sessionType,
  credits_used: z.number().int(),
  duration_minutes: z.number().int().nullable(),
  objectives: z.string().nullable(),
  accomplishments: z.string().nullable(),
  blockers: z.string().nullable(),
  handoff_notes: z.string().nullable(),
  checkpoint_data: z.unknown().describe('JSON, as it was given'),
  status: sessionStatus,
  started_at: time,
  completed_at: time.nullable(),
  project_name: z.string(),
  account_name: z.string(),
  title: z.string().nullable(),
  source_tool: z.string().nullable().describe('The importer that read it'),
  source_key: z.string().nullable(),
  source_file: z.string().nullable(),
  cwd: z.string().nullable(),
  git_branch: z.string().nullable(),
  git_commit: z.string().nullable(),
  model: z.string().nullable(),
  device: z.string().nullable().describe('The machine it was recorded on, where that is another one'),
  turns: z.number().int(),
  person: person.nullable().describe('Who works in it; null: nobody is known to'),
  handed_by: z.string().nullable().describe('The colleague who handed it to them'),
})
export type Session = z.output<typeof session>

/** As it goes over the wire: what was used of a personal account is its owner's to see. */
export const shownSession = session.extend({
  credits_used: session.shape.credits_used.nullable().describe("Null on somebody else's personal account"),
})
export type ShownSession = z.output<typeof shownSession>
export const sessionWithUsage = shownSession.extend({
  usage: sessionUsage.nullable().describe("Null on somebody else's personal account"),
})

export const newSession = z.object({
  project_id: id,
  account_id: id,
  session_type: sessionType.default('development'),
  objectives: text.nullish(),
  title: z.string().trim().max(500).nullish(),
  lease_id: id.optional().describe('The claim that select-best-account gave you'),
})
export type NewSession = z.output<typeof newSession>

export const sessionChange = changeOf(
  z.object({
    status: sessionStatus,
    credits_used: z.number().int().min(0).max(1_000_000),
    accomplishments: text.nullable(),
    blockers: text.nullable(),
    handoff_notes: text.nullable(),
    objectives: text.nullable(),
    duration_minutes: z.number().int().min(0).max(10_000_000).nullable(),
    checkpoint_data: z.json().describe('Any JSON, for rollback'),
    session_type: sessionType,
    title: z.string().trim().max(500).nullable(),
  }),
)
export type SessionChange = z.output<typeof sessionChange>

export const sessionQuery = pageQuery.extend({
  project_id: z.coerce.number().int().positive().optional(),
  account_id: z.coerce.number().int().positive().optional(),
  status: sessionStatus.optional(),
  person: z.string().max(200).optional().describe('Held by this person: an id of GET /api/people, or me'),
})
export type SessionQuery = z.output<typeof sessionQuery>
