/** Shapes that every room's requests and answers are made of. */
import { z } from 'zod'
import type { Page } from '../platform/page.ts'

export const id = z.number().int().positive()
export const idInPath = z.coerce.number().int().positive()
export const byId = z.object({ id: idInPath })

/** At rest a year has four digits: an offset can carry the last hours of 9999, or the first of 0000, past them. */
const hasYear = (text: string) => /^\d{4}-/.test(new Date(text).toISOString())

/** ISO 8601 UTC on the wire. */
export const time = z.iso
  .datetime({ offset: true, abort: true })
  .refine(hasYear, 'only times of the years 0000 to 9999 are kept')
  .describe('ISO 8601, UTC')

/** Of tokens, turns, bytes: so many that nobody has more, so few that the sum of all of them is still exact. */
export const COUNT_MAX = 1_000_000_000_000

export const name = z.string().trim().min(1).max(200)
export const text = z.string().max(1_000_000)

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).optional().describe('100 where nothing is said'),
  cursor: z.string().max(2000).optional().describe('next_cursor of the page before'),
})

/** The shape of a change: any of the fields, at least one; a misspelt one is not silently nothing. */
export const changeOf = <S extends z.ZodRawShape>(shape: z.ZodObject<S>) =>
  shape
    .partial()
    .refine(
      change => Object.keys(change).length > 0,
      `nothing to change: give any of ${Object.keys(shape.shape).join(', ')}`,
    )

export const one = <T extends z.ZodType>(data: T) => z.object({ data })
export const many = <T extends z.ZodType>(data: T) =>
  z.object({ data: z.array(data), next_cursor: z.string().optional() })
export const created = z.object({ id })
export const deleted = z.object({ id })

export function answerPage<T>(page: Page<T>): { data: T[]; next_cursor?: string } {
  return page.nextCursor === undefined ? { data: page.rows } : { data: page.rows, next_cursor: page.nextCursor }
}
