/** Takes everything out of a workspace's database but the hold. */
import type { Sql } from '../../platform/sql.ts'
import { inOrder, listNames, listVirtual } from './tables.ts'

export function wipe(sql: Sql): void {
  for (const { name } of sql.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger'")) {
    sql.run(`DROP TRIGGER ${name}`)
  }
  for (const name of listVirtual(sql)) sql.run(`DROP TABLE ${name}`)
  const names = inOrder(sql, listNames(sql)).filter(name => name !== 'archive_holds')
  // Those that refer to others first.
  for (const name of names.reverse()) sql.run(`DROP TABLE ${name}`)
  sql.run('DELETE FROM sqlite_sequence')
}
