/** Pages of a list: newest or lowest first, a cursor that stays right while rows come and go. */
import type { Sql, SqlValue } from './sql.ts'

export interface PageRequest {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface Page<T> {
  readonly rows: T[]
  readonly nextCursor?: string
}

export interface ListQuery {
  /** `SELECT … FROM …`, without WHERE. The rows must hold `id` and the sort column. */
  readonly select: string
  /** `column = ?` terms with their value; undefined values are left out. */
  readonly filters: Readonly<Record<string, SqlValue | undefined>>
  /** The sort column as the rows name it, and as the query does. */
  readonly sort: {
    readonly key: string
    readonly column: string
    readonly id: string
    readonly direction: 'ASC' | 'DESC'
  }
}

export class BadCursor extends Error {}

const DEFAULT_LIMIT = 100

export function listPage<T extends object>(sql: Sql, query: ListQuery, page: PageRequest): Page<T> {
  const limit = page.limit ?? DEFAULT_LIMIT
  const terms: string[] = []
  const params: SqlValue[] = []
  for (const [term, value] of Object.entries(query.filters)) {
    if (value === undefined) continue
    terms.push(term)
    if (term.includes('?')) params.push(value)
  }
  const { key, column, id, direction } = query.sort
  if (page.cursor !== undefined) {
    const after = readCursor(page.cursor)
    terms.push(`(${column}, ${id}) ${direction === 'ASC' ? '>' : '<'} (?, ?)`)
    params.push(after.value, after.id)
  }
  const where = terms.length ? `WHERE ${terms.join(' AND ')}` : ''
  const text = `${query.select} ${where} ORDER BY ${column} ${direction}, ${id} ${direction} LIMIT ?`
  const rows = sql.all<T & Record<string, SqlValue>>(text, ...params, limit + 1)
  if (rows.length <= limit) return { rows }
  rows.pop()
  const last = rows[rows.length - 1] as Record<string, SqlValue>
  return { rows, nextCursor: writeCursor(last[key] as string | number, last.id as number) }
}

function writeCursor(value: string | number, id: number): string {
  return btoa(encodeURIComponent(JSON.stringify([value, id]))).replaceAll('=', '')
}

function readCursor(cursor: string): { value: string | number; id: number } {
  try {
    const [value, id] = JSON.parse(decodeURIComponent(atob(cursor)))
    if ((typeof value === 'string' || typeof value === 'number') && Number.isInteger(id)) return { value, id }
  } catch {
    // said below, for every way of being broken
  }
  throw new BadCursor('the cursor is not one that a list gave out')
}
