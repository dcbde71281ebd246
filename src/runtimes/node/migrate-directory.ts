/** Brings the directory's file to this version's schema; on Cloudflare `wrangler d1 migrations apply` does so, from the same files. */
import { readdirSync, readFileSync } from 'node:fs'
import type { DirectorySql } from '../../platform/directory-sql.ts'
import { listRows } from '../../platform/directory-sql.ts'

const FOLDER = new URL('../../directory/migrations/', import.meta.url)
/** As wrangler keeps it. */
const TABLE = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`

export async function migrateDirectory(sql: DirectorySql): Promise<void> {
  await sql.exec(TABLE)
  const applied = new Set(
    (await listRows<{ name: string }>(sql, 'SELECT name FROM d1_migrations')).map(row => row.name),
  )
  const names = readdirSync(FOLDER)
    .filter(name => name.endsWith('.sql') && !applied.has(name))
    .sort()
  for (const name of names) {
    const text = readFileSync(new URL(name, FOLDER), 'utf8')
    await sql.exec(`BEGIN IMMEDIATE; ${text}\nINSERT INTO d1_migrations (name) VALUES ('${name}'); COMMIT`)
  }
}
