import { expect, test } from 'vitest'
import { DEMO_LOG, place } from './paas.ts'

test('with --json every command writes one object with its schemaVersion, and nothing else, to stdout', async () => {
  const { paas, file } = place()
  const lines = [
    ['status'],
    ['db', 'migrate'],
    ['db', 'seed'],
    ['db', 'seed'],
    ['import', DEMO_LOG, '/nowhere'],
    ['status'],
    ['brief', DEMO_LOG],
    ['brief', '--session', '1'],
    ['search', 'bookings'],
    ['search', '*'],
    ['select', '--lease', '5'],
    ['rotate', '--session', '15'],
    ['export', '1'],
    ['export', '1', '--out', file('x.json')],
    ['import-project', file('x.json')],
    ['import-project', file('nowhere.json')],
    ['doctor'],
    ['demo'],
    ['help'],
    ['help', 'start'],
    ['--help'],
    ['brief', '--help'],
    ['start', '--host', '0.0.0.0'],
  ]
  for (const words of lines) {
    const { out } = await paas(...words, '--json')
    expect(out.trimEnd().split('\n'), words.join(' ')).toHaveLength(1)
    expect(JSON.parse(out), words.join(' ')).toMatchObject({ schemaVersion: 1 })
  }
})

test('db seed fills an empty workspace once', async () => {
  const { paas } = place()
  const { out, code } = await paas('db', 'seed')
  expect(code).toBe(0)
  expect(out).toMatch(/Loaded \d projects, 8 accounts, \d\d sessions/)
  expect((await paas('db', 'seed')).code).toBe(2)
  const { out: status } = await paas('status')
  expect(status).toMatch(/genspark · ayu +██░+ +14\/100 +active, Frontend, resets in /)
  expect((await paas('doctor')).out).toContain('every balance is the sum of its entries')
})
