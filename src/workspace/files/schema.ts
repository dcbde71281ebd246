import { z } from 'zod'
import { changeOf, id, pageQuery, text, time } from '../../http/shapes.ts'

export const importance = z.enum(['critical', 'high', 'normal', 'low'])

export const file = z.object({
  id,
  project_id: id,
  file_path: z.string(),
  file_type: z.string().nullable(),
  last_modified: time.nullable(),
  size_bytes: z.number().int().nullable(),
  git_status: z.string().nullable(),
  importance: importance.describe('Critical ones come first in briefings'),
  notes: z.string().nullable(),
  reads: z.number().int(),
  edits: z.number().int(),
})
export type File = z.output<typeof file>

export const newFile = z.object({
  project_id: id,
  file_path: z.string().trim().min(1).max(4096),
  file_type: z.string().max(50).nullish(),
  last_modified: time.nullish(),
  size_bytes: z.number().int().min(0).nullish(),
  git_status: z.string().max(50).nullish(),
  importance: importance.optional(),
  notes: text.nullish(),
})
export type NewFile = z.output<typeof newFile>

export const fileChange = changeOf(newFile.omit({ project_id: true }))
export type FileChange = z.output<typeof fileChange>

export const fileQuery = pageQuery.extend({
  project_id: z.coerce.number().int().positive().optional(),
  importance: importance.optional(),
})
export type FileQuery = z.output<typeof fileQuery>
