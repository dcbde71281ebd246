import { expect, test } from 'vitest'
import type { TranscriptEvent } from '../core/transcript/event.ts'
import type { Batch, Receipt } from './client.ts'
import { openRecorder } from './record-session.ts'

function record(events: readonly TranscriptEvent[], head = 'the beginning', isLive = () => false) {
  const batches: Batch[] = []
  const known = new Set<string>()
  const send = async (batch: Batch): Promise<Receipt> => {
    batches.push(batch)
    const added = batch.turns.filter(turn => !known.has(turn.key))
    for (const { key } of added) known.add(key)
    const ids = { session_id: 1, project_id: 1, account_id: 1, usage_added: batch.usage.length, readings_added: 0 }
    return { ...ids, turns_added: added.length, turns_known: batch.turns.length - added.length }
  }
  const recorder = openRecorder({ tool: 'claude-code', head, isLive, send })
  for (const event of events) recorder.push(event)
  return { recorder, batches }
}

const turn = (i: number, text = `turn ${i}`): TranscriptEvent => {
  return { type: 'turn', key: `k${i}`, line: i, role: 'user', kind: 'text', text }
}
const used = (key: string, outputTokens: number): TranscriptEvent => {
  const rest = { line: 1, model: 'm', inputTokens: 10, cacheReadTokens: 5, cacheWriteTokens: 0 }
  return { type: 'usage', key, outputTokens, ...rest }
}

test('however many turns wait, no batch is larger than the workspace takes, and the last one says so', async () => {
  const { recorder, batches } = record(Array.from({ length: 1201 }, (_, i) => turn(i)))
  expect(recorder.isFull()).toBe(true)
  const { turnsAdded } = await recorder.finish()
  expect(turnsAdded).toBe(1201)
  expect(batches.map(batch => batch.turns.length)).toEqual([500, 500, 201])
  expect(batches.map(batch => batch.last)).toEqual([false, false, true])
})

test('few but long turns fill a batch as well', async () => {
  const { recorder, batches } = record(Array.from({ length: 30 }, (_, i) => turn(i, 'x'.repeat(190_000))))
  await recorder.finish()
  for (const { turns } of batches) {
    expect(turns.reduce((sum, one) => sum + one.text.length, 0)).toBeLessThanOrEqual(2_500_000)
  }
  expect(batches.flatMap(batch => batch.turns)).toHaveLength(30)
})

test('a log that names its session is known by that name, another by its beginning', async () => {
  const named = record([{ type: 'meta', line: 1, sessionKey: 'abc' }, turn(1)])
  await named.recorder.finish()
  expect(named.batches[0]?.session_key).toBe('abc')
  const keys: (string | undefined)[] = []
  for (const head of ['one', 'one', 'two']) {
    const { recorder, batches } = record([turn(1)], head)
    await recorder.finish()
    keys.push(batches[0]?.session_key)
  }
  expect(keys[0]).toMatch(/^claude-code:/)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

test('a name that comes to light after the first batch does not split the session', async () => {
  const { recorder, batches } = record([turn(1)])
  await recorder.send()
  recorder.push({ type: 'meta', line: 9, sessionKey: 'late', title: 'A title' })
  recorder.push(turn(2))
  await recorder.finish()
  expect(new Set(batches.map(batch => batch.session_key)).size).toBe(1)
  expect(batches[1]?.meta?.title).toBe('A title')
})

test('what was said of the session is sent once, and again when it changes', async () => {
  const { recorder, batches } = record([{ type: 'meta', line: 1, cwd: '/a' }, turn(1)])
  await recorder.send()
  recorder.push(turn(2))
  await recorder.send()
  recorder.push({ type: 'meta', line: 3, branch: 'b' })
  recorder.push(turn(3))
  await recorder.finish()
  expect(batches.map(batch => batch.meta?.cwd)).toEqual(['/a', undefined, '/a'])
  expect(batches[2]?.meta?.branch).toBe('b')
})

test('a response that is told twice counts once, as it was told last', async () => {
  const { recorder } = record([turn(1), used('r1', 3), used('r1', 8), used('r2', 1)])
  expect((await recorder.finish()).tokens).toEqual({ input: 20, output: 9, cached: 10 })
})

test('a log that says nothing becomes no session', async () => {
  const { recorder, batches } = record([
    { type: 'meta', line: 1, title: 'Only a title' },
    { type: 'skip', line: 2, reason: 'broken' },
  ])
  expect(await recorder.finish()).toMatchObject({ place: null, skipped: 1, skips: [{ line: 2 }] })
  expect(batches).toEqual([])
})

const begins = (sessionKey: string, title?: string): TranscriptEvent => {
  return { type: 'session', line: 1, sessionKey, ...(title && { title }) }
}

test('a log of several sessions becomes as many, each with its own name, words and costs', async () => {
  const events = [begins('a', 'First'), turn(1), used('r1', 3), begins('b'), turn(11), turn(12), used('r1', 5)]
  const { recorder, batches } = record(events)
  const { sessions, place, turnsAdded, tokens } = await recorder.finish()
  expect(batches.map(batch => [batch.session_key, batch.turns.length, batch.last])).toEqual([
    ['a', 1, true],
    ['b', 2, true],
  ])
  expect(batches.map(batch => batch.meta?.title)).toEqual(['First', undefined])
  expect(sessions.map(one => [one.sessionKey, one.title, one.turnsAdded, one.tokens.output])).toEqual([
    ['a', 'First', 1, 3],
    ['b', null, 2, 5],
  ])
  expect([place?.session_id, turnsAdded, tokens.output]).toEqual([1, 3, 8])
})

test('thousands of short sessions are sent as they come, however many wait', async () => {
  const { recorder, batches } = record([])
  for (let i = 0; i < 3000; i++) {
    recorder.push(begins(`s${i}`))
    recorder.push(turn(i))
    while (recorder.isFull()) await recorder.send()
    expect(i - batches.length).toBeLessThan(500)
  }
  expect((await recorder.finish()).sessions).toHaveLength(3000)
})

test('a session without a word is none, and those beside it are not touched', async () => {
  const { recorder, batches } = record([begins('a'), turn(1), begins('b', 'Nothing said'), begins('c'), turn(3)])
  const { sessions } = await recorder.finish()
  expect(sessions.map(one => one.sessionKey)).toEqual(['a', 'c'])
  expect(batches).toHaveLength(2)
})

test('of a log that is being written only the last session is in progress, and it goes on', async () => {
  const { recorder, batches } = record([begins('a'), turn(1), begins('b'), turn(2)], undefined, () => true)
  await recorder.finish()
  recorder.push(turn(3))
  const { sessions } = await recorder.finish()
  expect(batches.map(batch => [batch.session_key, batch.live])).toEqual([
    ['a', undefined],
    ['b', true],
    ['b', true],
  ])
  expect(sessions.map(one => one.turnsAdded)).toEqual([1, 2])
})
