import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSql } from './sql.ts'

function table() {
  const sql = openSql(':memory:')
  sql.run('CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)')
  return sql
}
const values = (sql: ReturnType<typeof table>) =>
  sql.all<{ v: string }>('SELECT v FROM t ORDER BY id').map(row => row.v)

test('a transaction that throws undoes all of it, a nested one only its own part', () => {
  const sql = table()
  sql.transaction(() => {
    sql.run("INSERT INTO t (v) VALUES ('outer')")
    expect(() =>
      sql.transaction(() => {
        sql.run("INSERT INTO t (v) VALUES ('inner')")
        throw new Error('inner')
      }),
    ).toThrow('inner')
  })
  expect(values(sql)).toEqual(['outer'])
  expect(() =>
    sql.transaction(() => {
      sql.run("INSERT INTO t (v) VALUES ('gone')")
      throw new Error('all')
    }),
  ).toThrow('all')
  expect(values(sql)).toEqual(['outer'])
})

test('a promise is refused and undone: it would commit half', () => {
  const sql = table()
  const work = (async () => sql.run("INSERT INTO t (v) VALUES ('half')")) as unknown as () => string
  expect(() => sql.transaction(work)).toThrow(TypeError)
  expect(values(sql)).toEqual([])
})

test('foreign keys hold, and a file is in WAL with every commit synced', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paas-sql-'))
  const sql = openSql(join(folder, 'a.db'))
  expect(sql.get('PRAGMA foreign_keys')).toMatchObject({ foreign_keys: 1 })
  expect(sql.get('PRAGMA journal_mode')).toMatchObject({ journal_mode: 'wal' })
  expect(sql.get('PRAGMA synchronous')).toMatchObject({ synchronous: 2 })
  sql.close()
  rmSync(folder, { recursive: true })
})

test('a full disk is told as such, and what was there stays', () => {
  const sql = table()
  sql.run("INSERT INTO t (v) VALUES ('kept')")
  sql.run(`PRAGMA max_page_count = ${(sql.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0) + 2}`)
  const fill = () => sql.transaction(() => sql.run('INSERT INTO t (v) VALUES (?)', 'x'.repeat(1_000_000)))
  expect(fill).toThrow(/full/)
  expect(values(sql)).toEqual(['kept'])
  expect(sql.transaction(() => values(sql))).toEqual(['kept'])
})

test('a whole number that is larger than JavaScript counts is read as near as it can be, others exactly', () => {
  const sql = openSql(':memory:')
  const query = "SELECT 9007199254740991 + 2 AS large, 7 AS small, 'x' AS text, NULL AS missing"
  const row = { large: 2 ** 53 + 1, small: 7, text: 'x', missing: null }
  expect([sql.get(query), sql.all(query)]).toEqual([row, [row]])
  expect(sql.get('SELECT 7 AS small')).toEqual({ small: 7 })
})
