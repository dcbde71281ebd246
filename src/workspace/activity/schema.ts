import { z } from 'zod'
import { id, time } from '../../http/shapes.ts'

export const fact = z.object({
  seq: z.number().int(),
  at: time,
  kind: z.string(),
  subject_id: id,
  actor: z.string(),
  data: z.record(z.string(), z.unknown()).nullable(),
})

export const factQuery = z.object({
  since: z.coerce.number().int().min(0).default(0).describe('the last seq already seen'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})
