import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openDirectorySql } from '../runtimes/node/directory-sql.ts'
import { migrateDirectory } from '../runtimes/node/migrate-directory.ts'
import { DIRECTORY_MIGRATIONS } from './schema-version.ts'

test('every migration of the directory is known by name, so that an older version knows a newer database', () => {
  const files = readdirSync(new URL('./migrations/', import.meta.url)).filter(name => name.endsWith('.sql'))
  expect(DIRECTORY_MIGRATIONS).toEqual(files.sort())
})

test('a directory of a newer version is refused at the start, and not touched', async () => {
  const sql = openDirectorySql(':memory:')
  await migrateDirectory(sql)
  await sql.exec("INSERT INTO d1_migrations (name) VALUES ('9999_next.sql')")
  await expect(migrateDirectory(sql)).rejects.toMatchObject({ code: 'directory-too-new' })
  await sql.exec("DELETE FROM d1_migrations WHERE name = '9999_next.sql'")
  await migrateDirectory(sql)
  sql.close()
})
