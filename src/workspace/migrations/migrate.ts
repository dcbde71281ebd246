/** Brings a workspace's database to this version's schema; one migration, one transaction. */
import { problemsOf } from '../../core/problem.ts'
import type { Sql } from '../../platform/sql.ts'
import { toSqlTime } from '../../platform/time.ts'
import { migrations } from './migrations.generated.ts'

export const problem = problemsOf({
  'database-too-new': (d: { found: number; known: number }) => ({
    status: 500,
    error: `The database is of a newer version of paas (schema ${d.found}; this one knows ${d.known}). Nothing was changed.`,
    suggestion: 'Install the newer version again, or point PAAS_DATA_DIR at another folder.',
  }),
})

/** 6 of `0006_search.sql`. */
const versionOf = (name: string): number => Number(name.slice(0, 4))
export const LATEST_VERSION = Math.max(...migrations.map(({ name }) => versionOf(name)))

/** @returns the names of the migrations applied now: those that are missing up to a version, in order, whatever came before them. */
export function migrate(sql: Sql, now: number, upTo = LATEST_VERSION): string[] {
  sql.run(
    'CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at DATETIME NOT NULL)',
  )
  const applied = sql.all<{ version: number }>('SELECT version FROM schema_migrations').map(row => row.version)
  const found = Math.max(0, ...applied)
  if (found > LATEST_VERSION) throw problem('database-too-new', { found, known: LATEST_VERSION })
  const missing = migrations.filter(({ name }) => versionOf(name) <= upTo && !applied.includes(versionOf(name)))
  return missing.map(({ name, sql: text }) => {
    sql.transaction(() => {
      for (const statement of statements(text)) sql.run(statement)
      sql.run(
        'INSERT INTO schema_migrations (version, name, applied_at) VALUES (?, ?, ?)',
        versionOf(name),
        name,
        toSqlTime(now),
      )
      return undefined
    })
    return name
  })
}

/** Statements end with a semicolon at a line's end; a trigger's, with END. Comments go. */
function statements(text: string): string[] {
  const code = text.replace(/--[^\n]*/g, '')
  const found: string[] = []
  let open = ''
  for (const line of code.split('\n')) {
    open += `${line}\n`
    const inTrigger = /\bCREATE TRIGGER\b/i.test(open) && !/\bEND;\s*$/.test(open)
    if (!line.trimEnd().endsWith(';') || inTrigger) continue
    found.push(open.trim())
    open = ''
  }
  return found
}
