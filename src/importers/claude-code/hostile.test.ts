import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { claudeCode } from './importer.ts'
import { assistantLine, userLine } from './testing.ts'

test('arguments that nest without end are left out, so that every event can be written as JSON', async () => {
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  const line = JSON.stringify(assistantLine([{ type: 'tool_use', id: 't', name: 'X', input: 'DEEP' }])).replace(
    '"DEEP"',
    deep,
  )
  const turns = turnsOf(await readLog(claudeCode, [line]))
  expect(turns.map(turn => [turn.text, turn.tool?.input])).toEqual([['X', {}]])
})

test('tags that are never closed take no time', async () => {
  const started = performance.now()
  await readLog(claudeCode, [userLine('<system-reminder>'.repeat(100_000))])
  expect(performance.now() - started).toBeLessThan(1000)
})
