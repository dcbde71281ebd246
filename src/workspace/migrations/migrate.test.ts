import { expect, test } from 'vitest'
import { openSql } from '../../runtimes/node/sql.ts'
import { migrate } from './migrate.ts'

test('a migration that came later under an earlier number is applied too, and each only once', () => {
  const sql = openSql(':memory:')
  const all = migrate(sql, 0)
  sql.run('DELETE FROM schema_migrations WHERE version = 4')
  sql.run('DROP INDEX idx_sessions_quiet')
  sql.run('DROP INDEX idx_projects_remote')
  sql.run('ALTER TABLE sessions DROP COLUMN quiet_at_ms')
  sql.run('ALTER TABLE projects DROP COLUMN remote')
  expect(migrate(sql, 0)).toEqual(all.filter(name => name.startsWith('0004')))
  expect(migrate(sql, 0)).toEqual([])
  sql.close()
})
