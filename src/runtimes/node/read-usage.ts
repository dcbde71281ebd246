/**
 * Usage straight from the file, reading only: beside a server that holds it, and without starting a workspace. That is
 * what makes `paas usage` quick.
 */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { problemsOf } from '../../core/problem.ts'
import { LOCAL_OWNER } from '../../platform/call.ts'
import type { Row, Sql, SqlValue } from '../../platform/sql.ts'
import { migrations } from '../../workspace/migrations/migrations.generated.ts'
import { readUsage } from '../../workspace/usage/read-usage.ts'
import { type RecentSession, recentSessions } from '../../workspace/usage/recent-sessions.ts'
import type { UsageAnswer, UsageQuery } from '../../workspace/usage/schema.ts'

export type { RecentSession, UsageAnswer, UsageQuery }

const problem = problemsOf({
  'not-found-by-name': (d: { noun: string; said: string }) => ({
    status: 404,
    error: `There is no ${d.noun} "${d.said}".`,
    suggestion: `\`paas usage --by ${d.noun}\` lists them.`,
  }),
})

export interface UsageReader {
  usage(query: UsageQuery): UsageAnswer
  sessions(query: Omit<UsageQuery, 'by'> & { readonly limit: number }): RecentSession[]
  /** By its number or its name, whatever the case. @throws Problem where there is none. */
  idOf(noun: 'project' | 'account', said: string): number
  close(): void
}

/** @returns null where there is no database, or one of another version, which a workspace has to open first. */
export function openUsageReader(file: string): UsageReader | null {
  if (!existsSync(file)) return null
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  if (!isCurrent(db)) {
    db.close()
    return null
  }
  const sql = readingSql(db)
  return {
    usage: query => readUsage(sql, query, LOCAL_OWNER.id),
    sessions: query => recentSessions(sql, query, LOCAL_OWNER.id),
    idOf: (noun, said) => idOf(sql, noun, said),
    close: () => db.close(),
  }
}

function idOf(sql: Sql, noun: 'project' | 'account', said: string): number {
  const [table, name] = noun === 'project' ? ['projects', 'name'] : ['accounts', 'account_name']
  const query = `SELECT id FROM ${table} WHERE CAST(id AS TEXT) = ?1 OR lower(${name}) = lower(?1)
    ORDER BY CAST(id AS TEXT) = ?1 DESC, id DESC LIMIT 1`
  const found = sql.get<{ id: number }>(query, said.trim())
  if (!found) throw problem('not-found-by-name', { noun, said })
  return found.id
}

function readingSql(db: DatabaseSync): Sql {
  const refuse = (): never => {
    throw new Error('the file is open for reading only')
  }
  return {
    all: <T = Row>(query: string, ...params: SqlValue[]) => db.prepare(query).all(...params) as T[],
    get: <T = Row>(query: string, ...params: SqlValue[]) => db.prepare(query).get(...params) as T | undefined,
    run: refuse,
    tryInsert: refuse,
    transaction: work => work(),
  }
}

function isCurrent(db: DatabaseSync): boolean {
  try {
    const found = db.prepare('SELECT name FROM schema_migrations').all()
    const names = new Set(found.map(row => row['name']))
    return migrations.every(({ name }) => names.has(name))
  } catch {
    return false
  }
}
