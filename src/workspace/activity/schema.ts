import { z } from 'zod'
import { id, pageQuery, time } from '../../http/shapes.ts'

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

export const logEntry = z.object({
  seq: z.number().int(),
  at: time,
  person_id: z.string().describe('local: at the machine; paas: by itself'),
  actor: z.string().describe('The name, as it was'),
  via: z.string().nullable().describe('browser, or a token; null at the machine'),
  address: z.string().nullable(),
  action: z.string().describe('The route, or what happened outside of one'),
  subject: z.string().nullable().describe('accounts/7'),
  data: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string().describe('Over the entry and the hash before it'),
})
export type LogEntry = z.output<typeof logEntry>

const words = z.string().min(1).max(200)
export const logQuery = pageQuery.extend({
  person: words.optional(),
  action: words.optional(),
  subject: words.optional().describe('accounts/7, or accounts for all of them'),
  since: time.optional(),
  until: time.optional(),
})
export type LogQuery = z.output<typeof logQuery>

export const verified = z.object({
  entries: z.number().int().describe('That fit each other, from the first'),
  first_bad: z.number().int().nullable().describe('The number of the first entry that does not fit'),
  head: z.string().describe('The hash of the last that fits: noted elsewhere, it proves everything up to it'),
})
