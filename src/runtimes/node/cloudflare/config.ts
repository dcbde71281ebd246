/** The one line of wrangler.jsonc that differs between deployments: which D1 database is the directory. */
import { readFileSync, writeFileSync } from 'node:fs'

const DATABASE_ID = /("database_id":\s*")([0-9a-f-]{36})(")/
export const PLACEHOLDER = '00000000-0000-0000-0000-000000000000'

/** @returns null while it is the placeholder. */
export function readDatabaseId(file: string): string | null {
  const id = DATABASE_ID.exec(readFileSync(file, 'utf8'))?.[2]
  return id === undefined || id === PLACEHOLDER ? null : id
}

/** Everything else in the file stays as it is, comments too. */
export function writeDatabaseId(file: string, id: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(DATABASE_ID, `$1${id}$3`))
}
