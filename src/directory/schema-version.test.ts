import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DIRECTORY_MIGRATIONS } from './schema-version.ts'

test('every migration of the directory is known by name, so that an older version knows a newer database', () => {
  const files = readdirSync(new URL('./migrations/', import.meta.url)).filter(name => name.endsWith('.sql'))
  expect(DIRECTORY_MIGRATIONS).toEqual(files.sort())
})
