import { expect, test } from 'vitest'
import type { TurnEvent } from '../../core/transcript/event.ts'
import { LOCAL_OWNER } from '../../platform/call.ts'
import { openSql } from '../../runtimes/node/sql.ts'
import { openWorkspace } from '../app.ts'
import { isAnyBehind, writeBrief } from './index.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')

function place() {
  const sql = openSql(':memory:')
  const alarms: number[] = []
  const alarm = { wakeAt: (ms: number) => void alarms.push(ms) }
  const app = openWorkspace({ sql, clock: () => NOW, alarm, log: { error() {} }, version: '0' })
  const capture = async (from: number, to: number, live?: boolean) => {
    const turns = Array.from({ length: to - from }, (_, i) => turn(from + i))
    const body = JSON.stringify({ tool: 'codex', session_key: 's', turns, live })
    const headers = { 'content-type': 'application/json' }
    const request = new Request('http://localhost/api/capture', { method: 'POST', body, headers })
    expect((await app.fetch(request, { principal: LOCAL_OWNER })).status).toBe(200)
  }
  const foldedTurns = () => sql.get<{ n: number }>('SELECT folded_turns AS n FROM brief_states')?.n
  return { sql, app, alarms, capture, foldedTurns }
}

const turn = (n: number): TurnEvent => ({
  type: 'turn',
  key: `k${n}`,
  line: n,
  role: n % 2 ? 'user' : 'assistant',
  kind: 'text',
  text: `Stall ${n} keeps its receipts in blocks of ${n}.`,
  human: n % 2 === 1,
})

test('a long import is folded in portions when there is time, each turn once, and then no alarm is set for it', async () => {
  const { sql, app, alarms, capture, foldedTurns } = place()
  await capture(1, 1001)
  expect(foldedTurns()).toBe(0)
  let portions = 0
  while (isAnyBehind(sql) && portions < 20) {
    app.wake()
    portions++
  }
  expect(portions).toBe(5)
  expect(foldedTurns()).toBe(1000)
  const before = alarms.length
  app.wake()
  expect(alarms.slice(before).every(at => at > NOW + 1000)).toBe(true)
})

test('a short log of the past waits too: an import does not stop for briefs', async () => {
  const { sql, app, capture, foldedTurns } = place()
  await capture(1, 11)
  expect([foldedTurns(), isAnyBehind(sql)]).toEqual([0, true])
  app.wake()
  expect([foldedTurns(), isAnyBehind(sql)]).toEqual([10, false])
})

test('of a session that ended long ago nothing is folded until its brief is asked for, and then it is whole', async () => {
  const { sql, app } = place()
  const turns = [1, 2, 3].map(n => ({ ...turn(n), at: NOW - 40 * 86_400_000 }))
  app.capture([{ tool: 'codex', session_key: 'old', turns, usage: [] }])
  expect([isAnyBehind(sql), sql.get('SELECT 1 FROM brief_states')]).toEqual([false, undefined])
  expect(writeBrief({ sql, tokenizerOf: () => undefined }, 1, {}).markdown).toContain('Stall 3')
})

test('turns of a running session are folded as they come', async () => {
  const { sql, capture, foldedTurns } = place()
  for (let n = 1; n <= 250; n++) await capture(n, n + 1, true)
  expect(isAnyBehind(sql)).toBe(false)
  expect(foldedTurns()).toBeGreaterThanOrEqual(200)
})
