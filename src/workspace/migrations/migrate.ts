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

/** @returns the names of the migrations applied now. */
export function migrate(sql: Sql, now: number): string[] {
  sql.run(
    'CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at DATETIME NOT NULL)',
  )
  const found =
    sql.get<{ version: number | null }>('SELECT max(version) AS version FROM schema_migrations')?.version ?? 0
  if (found > migrations.length) throw problem('database-too-new', { found, known: migrations.length })
  return migrations.slice(found).map(({ name, sql: text }, i) => {
    sql.transaction(() => {
      for (const statement of statements(text)) sql.run(statement)
      const version = found + i + 1
      sql.run(
        'INSERT INTO schema_migrations (version, name, applied_at) VALUES (?, ?, ?)',
        version,
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
