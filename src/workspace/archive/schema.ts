/** An archive on the wire: a head, parts of rows, and at its end how many there were. */
import { z } from 'zod'

export const ARCHIVE_VERSION = 1

const NAME = /^[a-z][a-z0-9_]{0,60}$/
const name = z.string().regex(NAME)
const rowCount = z.number().int().min(0)
const cell = z.union([z.string(), z.number(), z.null(), z.object({ base64: z.string() })])

export const token = z.string().max(100).describe('Of this copy, as its beginning answered it')

const table = z.object({ name, columns: z.array(name).min(1).max(100), rows: rowCount })

export const archiveHead = z.object({
  version: z.literal(ARCHIVE_VERSION, `only archives of version ${ARCHIVE_VERSION} can be read`),
  schema_version: z.number().int().min(1),
  exported_at: z.string(),
  exported_by: z.string().describe('Id of the person, where it came from'),
  tables: z.array(table).max(200),
  /** Where ids are given on, so that none is given twice. */
  sequences: z.record(name, rowCount),
  people: z.array(z.object({ id: z.string(), email: z.string().nullable() })).max(10_000),
  secrets: rowCount.describe('API keys and webhook secrets; they travel apart'),
  largest_row_bytes: rowCount,
})
export type ArchiveHead = z.output<typeof archiveHead>

export const rows = z.array(z.array(cell)).max(20_000)
/** The values of the key of the last row, as far as it is read. */
export const after = z.array(z.union([z.string(), z.number()])).nullable()

export const movedSecret = z.object({
  place: z.string().max(200),
  account_id: z.number().int().nullable(),
  last4: z.string().nullable(),
  set_at: z.string().nullable(),
  set_by: z.string().nullable(),
})
