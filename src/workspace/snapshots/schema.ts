import { z } from 'zod'
import { changeOf, id, pageQuery, text, time } from '../../http/shapes.ts'

export const snapshotType = z.enum(['handoff', 'checkpoint', 'backup'])

export const snapshot = z.object({
  id,
  session_id: id,
  snapshot_type: snapshotType.describe('handoff: rotation; checkpoint: rollback; backup: disaster recovery'),
  compressed_context: z.string(),
  context_summary: z.string().nullable(),
  file_count: z.number().int(),
  code_lines: z.number().int(),
  git_commit_hash: z.string().nullable(),
  created_at: time,
})
export type Snapshot = z.output<typeof snapshot>

export const newSnapshot = z.object({
  session_id: id,
  snapshot_type: snapshotType.default('checkpoint'),
  compressed_context: text.min(1),
  context_summary: text.nullish(),
  file_count: z.number().int().min(0).optional(),
  code_lines: z.number().int().min(0).optional(),
  git_commit_hash: z.string().max(64).nullish(),
})
export type NewSnapshot = z.output<typeof newSnapshot>

export const snapshotChange = changeOf(
  newSnapshot.omit({ session_id: true, snapshot_type: true }).extend({ snapshot_type: snapshotType }),
)
export type SnapshotChange = z.output<typeof snapshotChange>

export const snapshotQuery = pageQuery.extend({
  session_id: z.coerce.number().int().positive().optional(),
  snapshot_type: snapshotType.optional(),
})
export type SnapshotQuery = z.output<typeof snapshotQuery>
