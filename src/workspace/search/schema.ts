import { z } from 'zod'
import { id, time } from '../../http/shapes.ts'
import { kind, role } from '../conversation/index.ts'

export const hit = z.object({
  turn_id: id,
  session_id: id,
  session_title: z.string().nullable(),
  session_number: z.number().int().describe('1, 2, 3… per project'),
  project_id: id,
  project_name: z.string(),
  tool: z.string().nullable().describe('The importer that read the session'),
  turn_number: z.number().int(),
  role,
  kind,
  at: z.string().describe('ISO 8601, UTC'),
  snippet: z.string().describe('Plain text on one line; secrets are taken out'),
  marks: z.array(z.tuple([z.number().int(), z.number().int()])).describe('What matched: [from, to) in UTF-16 units'),
  rank: z.number().describe('Relevance and recency; only to compare hits of one answer'),
  more_in_session: z.number().int().describe('Further turns of the session that match, among those that were ranked'),
})
export type Hit = z.output<typeof hit>

export const found = z.object({
  data: z.array(hit),
  next_cursor: z.string().optional(),
  not_indexed: z.number().int().describe('Turns recorded a moment ago that cannot be found yet'),
})
export type Found = z.output<typeof found>

const inPath = z.coerce.number().int().positive().optional()

export const searchQuery = z.object({
  q: z
    .string()
    .max(1000)
    .refine(text => text.trim() !== '', 'say what to search for')
    .describe('All of the words; "a phrase", -without, beginning*'),
  project: inPath.describe("A project's id"),
  session: inPath.describe("A session's id; then all of its turns are told"),
  tool: z.string().min(1).max(100).optional().describe('claude-code, codex…'),
  role: role.optional(),
  since: z.union([z.iso.date(), time]).optional().describe('A day or a time, ISO 8601'),
  limit: z.coerce.number().int().min(1).max(100).optional().describe('20 where nothing is said'),
  cursor: z.string().max(200).optional().describe('next_cursor of the page before'),
})
export type SearchWish = z.output<typeof searchQuery>
