import { expect, test } from 'vitest'
import type { ReadingEvent } from '../../core/transcript/event.ts'
import { readLog } from '../testing/read-log.ts'
import { claudeCode } from './importer.ts'
import { assistantLine, resultLine, userLine } from './testing.ts'

const HIT = "You've hit your limit · resets 11:20pm (Europe/Berlin)"
const at = (time: string) => ({ timestamp: `2026-02-18T${time}:00.000Z` })
const refused = (text: string, time = '21:04') =>
  assistantLine([{ type: 'text', text }], {
    message: { model: '<synthetic>' },
    line: { isApiErrorMessage: true, ...at(time) },
  })
const answered = (time: string) => assistantLine([{ type: 'text', text: 'Done.' }], { line: at(time) })
const readings = async (lines: object[]): Promise<ReadingEvent[]> =>
  (await readLog(claudeCode, lines)).filter(event => event.type === 'reading')

test('a limit that was hit is a reading of nothing left, with its reset', async () => {
  const said = await readings([userLine('go on'), refused(HIT), refused('5-hour limit reached ∙ resets 3am')])
  expect(said).toMatchObject([
    { window: 'unknown', usedPercent: 100, source: 'error', resetsAt: Date.parse('2026-02-18T22:20:00Z') },
    { window: '5h', usedPercent: 100, source: 'error' },
  ])
  expect(said[1]).not.toHaveProperty('resetsAt')
})

test('what a person, a model or a file says of limits is no reading', async () => {
  expect(
    await readings([
      userLine(HIT),
      assistantLine([{ type: 'text', text: HIT }]),
      assistantLine([{ type: 'tool_use', id: 't1', name: 'Read', input: { file_path: 'notes.md' } }]),
      resultLine('t1', HIT, { block: { is_error: true } }),
      refused('API Error: Connection error.'),
    ]),
  ).toEqual([])
})

test('an answer after a limit says that it lets work through again, but for what was under way', async () => {
  const said = await readings([refused(HIT, '21:04'), answered('21:06'), answered('21:40'), answered('21:50')])
  expect(said.map(({ source, at }) => [source, new Date(at).toISOString().slice(11, 16)])).toEqual([
    ['error', '21:04'],
    ['log', '21:40'],
  ])
  expect(said[1]).not.toHaveProperty('usedPercent')
})
