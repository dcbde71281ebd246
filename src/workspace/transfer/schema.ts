/** A project on the move: everything in it, accounts by name only. Ids are the old ones; an import gives new ones. */
import { z } from 'zod'
import { isTooDeep } from '../../core/json-depth.ts'
import { COUNT_MAX, id, name, time } from '../../http/shapes.ts'
import { role, turnDetail } from '../conversation/index.ts'
import { importance } from '../files/index.ts'
import { handoffStatus, measuredFeedback } from '../handoffs/index.ts'
import { category } from '../knowledge/index.ts'
import { projectStatus, rotationSettings } from '../projects/index.ts'
import { sessionStatus, sessionType } from '../sessions/index.ts'
import { snapshotType } from '../snapshots/index.ts'

export const FORMAT_VERSION = 1

const text = z.string().nullable()
const optionalText = text.optional()
const count = z.number().int().min(-COUNT_MAX).max(COUNT_MAX)

const movedSession = z.object({
  id,
  account_name: name,
  session_number: count,
  session_type: sessionType,
  credits_used: count.nullable().describe('Null: not known to who exported it'),
  duration_minutes: count.nullable(),
  objectives: text,
  accomplishments: text,
  blockers: text,
  handoff_notes: text,
  checkpoint_data: text
    .refine(value => !isTooDeep(readJson(value)), 'it is nested too deep')
    .describe('JSON, as text; what people wrote by hand may be none'),
  status: sessionStatus,
  started_at: time,
  completed_at: time.nullable(),
  title: optionalText,
  source_tool: optionalText,
  source_key: optionalText,
  source_file: optionalText,
  cwd: optionalText,
  git_branch: optionalText,
  git_commit: optionalText,
  model: optionalText,
  device: optionalText,
  turns: count.optional(),
})

const movedTurn = z.object({
  session_id: id,
  turn_number: count,
  role: role.nullable(),
  content: z.string(),
  tokens_used: count.nullable(),
  timestamp: time,
  source_key: optionalText,
  detail: optionalText
    .refine(isDetail, 'it is not what a turn keeps')
    .describe('JSON, as text: kind, tool, files, command, plan'),
})

const movedSnapshot = z.object({
  session_id: id,
  snapshot_type: snapshotType,
  compressed_context: z.string(),
  context_summary: text,
  file_count: count,
  code_lines: count,
  git_commit_hash: text,
  created_at: time,
})

const movedFile = z.object({
  file_path: z.string().min(1),
  file_type: text,
  last_modified: time.nullable(),
  size_bytes: count.nullable(),
  git_status: text,
  importance,
  notes: text,
  reads: count.optional(),
  edits: count.optional(),
})

const movedHandoff = z.object({
  session_id: id,
  from_account_name: name,
  to_account_name: name.nullable(),
  priority: count,
  handoff_context: z.string(),
  status: handoffStatus,
  created_at: time,
  processed_at: time.nullable(),
  attempts: count.optional(),
  next_session_id: id.nullable().optional(),
  error: optionalText,
  feedback: measuredFeedback.nullable().optional(),
})

const movedKnowledge = z.object({
  category,
  title: z.string(),
  description: z.string(),
  tags: text,
  usage_count: count,
  success_rate: z.number(),
  source_session_id: id.nullable(),
  created_at: time,
  updated_at: time,
})

const movedUsage = z.object({
  session_id: id,
  response_key: z.string(),
  model: z.string(),
  input_tokens: count,
  output_tokens: count,
  cache_read_tokens: count,
  cache_write_tokens: count,
  cache_write_hour_tokens: count.default(0),
  cost_usd: z.number().nullable().default(null),
  shared: count.default(0).describe("1: the key is the response's own in every log"),
  at: time.nullable(),
})

export const movedProject = z.object({
  name,
  description: text,
  status: projectStatus,
  place: optionalText,
  remote: optionalText,
  rotate_at: count.nullable().optional(),
  ...rotationSettings,
  created_at: time,
  updated_at: time,
})

export const moved = z.object({
  format_version: z.literal(FORMAT_VERSION, `only exports of format_version ${FORMAT_VERSION} can be read`),
  exported_at: time,
  project: movedProject,
  sessions: z.array(movedSession),
  files: z.array(movedFile),
  knowledge: z.array(movedKnowledge),
  snapshots: z.array(movedSnapshot),
  conversation: z.array(movedTurn),
  handoffs: z.array(movedHandoff),
  usage: z.array(movedUsage).default([]),
  redacted: z.record(z.string(), count).optional().describe('Secrets taken out, per kind; absent in an exact copy'),
})
export type Moved = z.output<typeof moved>

/** What a column holds is read again on every page that shows it: it is looked into before it is kept. */
function isDetail(text: string | null | undefined): boolean {
  const value = readJson(text)
  return text == null || (turnDetail.safeParse(value).success && !isTooDeep(value))
}

function readJson(text: string | null | undefined): unknown {
  try {
    return text == null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
