import type { Call } from '../../platform/call.ts'
import type { Sql } from '../../platform/sql.ts'
import { toSqlTime } from '../../platform/time.ts'
import { DEFAULTS, type Settings } from './schema.ts'

export function readSettings(sql: Sql): Settings {
  const rows = sql.all<{ name: string; value: string }>('SELECT name, value FROM settings')
  return { ...DEFAULTS, ...Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value)])) }
}

export function readSetting<Name extends keyof Settings>(sql: Sql, name: Name): Settings[Name] {
  const row = sql.get<{ value: string }>('SELECT value FROM settings WHERE name = ?', name)
  return row ? (JSON.parse(row.value) as Settings[Name]) : DEFAULTS[name]
}

export function writeSetting({ sql, now, principal }: Call, name: string, value: unknown): void {
  sql.run(
    `INSERT INTO settings (name, value, actor, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, actor = excluded.actor, at = excluded.at`,
    name,
    JSON.stringify(value),
    principal.name,
    toSqlTime(now),
  )
}
