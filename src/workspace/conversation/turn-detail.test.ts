import { expect, test } from 'vitest'
import type { TurnEvent } from '../../core/transcript/event.ts'
import { detailText, readDetail, standingDetail } from './turn-detail.ts'

const PASSAGE = 'const stalls = await listStalls()\n'.repeat(100)

const edit = (input: Record<string, unknown>, text: string): TurnEvent => ({
  type: 'turn',
  key: 'k',
  line: 7,
  role: 'assistant',
  kind: 'tool_call',
  text,
  tool: { name: 'Edit', callId: 'c', input },
})

test('an argument that stands in the words is kept once, and read back whole', () => {
  const input = {
    file_path: 'src/stalls.ts',
    old_string: PASSAGE,
    new_string: `${PASSAGE}// twice\n`,
    replace_all: true,
  }
  const turn = edit(input, `Edit src/stalls.ts\nold_string: ${PASSAGE}\nnew_string: ${PASSAGE}// twice\n`)
  const detail = detailText(turn)
  expect(detail.length).toBeLessThan(300)
  expect(readDetail(detail, turn.text).tool?.input).toEqual(input)
})

test('a command that stands in the words is kept once too', () => {
  const line = 'npm test -- --reporter dot src/stalls src/receipts'
  const turn = { ...edit({ command: line }, `Bash ${line}`), command: { line, exitCode: 1 } }
  const detail = detailText(turn)
  expect(detail).not.toContain('reporter')
  expect(readDetail(detail, turn.text)).toMatchObject({
    command: { line, exitCode: 1 },
    tool: { input: { command: line } },
  })
})

test('one that does not stand in them is kept by its beginning', () => {
  const { tool } = readDetail(detailText(edit({ old_string: PASSAGE, edits: [PASSAGE] }, 'Edit')), 'Edit')
  expect(tool?.input?.old_string).toBe(`${PASSAGE.slice(0, 2000)}…`)
  expect(String(tool?.input?.edits)).toHaveLength(2001)
})

test('a detail that stands by itself needs the words no more', () => {
  const turn = edit({ content: PASSAGE }, `Write a.ts\ncontent: ${PASSAGE}`)
  const standing = standingDetail(detailText(turn), turn.text)
  expect(readDetail(standing, 'other words').tool?.input).toEqual({ content: PASSAGE })
  expect(standingDetail('{"kind":"text"}', '')).toBe('{"kind":"text"}')
})
