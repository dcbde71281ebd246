/** Brings the directory's file to this version's schema; on Cloudflare `wrangler d1 migrations apply` does so, from the same files. */
import { readFileSync } from 'node:fs'
import { DIRECTORY_MIGRATIONS, refuseDirectory } from '../../directory/schema-version.ts'
import type { DirectorySql } from '../../platform/directory-sql.ts'
import { listRows } from '../../platform/directory-sql.ts'

const FOLDER = new URL('../../directory/migrations/', import.meta.url)
/** As wrangler keeps it. */
const TABLE = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`

/** @throws Problem `directory-too-new` where a newer version has been here: nothing was changed. */
export async function migrateDirectory(sql: DirectorySql): Promise<void> {
  await sql.exec(TABLE)
  const refused = await refuseDirectory(sql)
  if (refused?.code === 'directory-too-new') throw refused
  const applied = (await listRows<{ name: string }>(sql, 'SELECT name FROM d1_migrations')).map(({ name }) => name)
  for (const name of DIRECTORY_MIGRATIONS.filter(one => !applied.includes(one))) {
    const text = readFileSync(new URL(name, FOLDER), 'utf8')
    await sql.exec(`BEGIN IMMEDIATE; ${text}\nINSERT INTO d1_migrations (name) VALUES ('${name}'); COMMIT`)
  }
}
