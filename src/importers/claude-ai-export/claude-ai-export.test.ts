import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { claudeAiExport } from './importer.ts'

const message = (uuid: string, sender: string, content: unknown, more: object = {}) => ({
  uuid,
  sender,
  text: typeof content === 'string' ? content : '',
  content: typeof content === 'string' ? [{ type: 'text', text: content }] : content,
  created_at: '2026-01-05T10:00:00.000000Z',
  attachments: [],
  files: [],
  ...more,
})
const conversation = (uuid: string, name: string, messages: readonly object[], more: object = {}) => ({
  uuid,
  name,
  summary: 'A summary that nobody said',
  created_at: '2026-01-05T09:59:00Z',
  account: { uuid: 'a' },
  chat_messages: messages,
  ...more,
})
const events = async (...conversations: object[]) => await readLog(claudeAiExport, [conversations])
const turns = async (...messages: object[]) => turnsOf(await events(conversation('c', 'Chat', messages)))

test('every conversation of an export is a session of its own', async () => {
  const told = await events(
    conversation('c-1', 'Tides', [message('m1', 'human', 'High tide?'), message('m2', 'assistant', 'At nine.')]),
    conversation('c-2', '', [message('m3', 'human', 'Low?')]),
  )
  expect(told).toMatchObject([
    { type: 'session', sessionKey: 'c-1', title: 'Tides' },
    { type: 'turn', key: 'm1', role: 'user', human: true, text: 'High tide?', at: Date.UTC(2026, 0, 5, 10) },
    { type: 'turn', key: 'm2:0', role: 'assistant', text: 'At nine.' },
    { type: 'session', sessionKey: 'c-2' },
    { type: 'turn', key: 'm3' },
  ])
  expect(JSON.stringify(told)).not.toContain('nobody said')
})

test('an older export without content blocks is read by its text', async () => {
  expect(
    (await turns(message('m1', 'human', [], { text: 'Hi' }), message('m2', 'assistant', [], { text: 'Hello' }))).map(
      t => t.text,
    ),
  ).toEqual(['Hi', 'Hello'])
})

test('of a prompt that was edited only the branch that is shown is told', async () => {
  const root = '00000000-0000-4000-8000-000000000000'
  const messages = [
    message('m1', 'human', 'In Perl', { parent_message_uuid: root }),
    message('m2', 'assistant', 'print', { parent_message_uuid: 'm1' }),
    message('m3', 'human', 'In Lua', { parent_message_uuid: root }),
    message('m4', 'assistant', 'print()', { parent_message_uuid: 'm3' }),
  ]
  expect((await turns(...messages)).map(turn => turn.text)).toEqual(['In Lua', 'print()'])
  const told = await events(conversation('c', 'Chat', messages, { current_leaf_message_uuid: 'm2' }))
  expect(turnsOf(told).map(turn => turn.text)).toEqual(['In Perl', 'print'])
})

test('what a person sends along is named in the words, and its content stands beside them', async () => {
  const more = {
    attachments: [
      { file_name: 'plan.md', extracted_content: '# Plan' },
      { file_name: '', extracted_content: 'a long paste' },
    ],
    files: [{ file_name: 'photo.png' }, { file_name: 'plan.md' }],
  }
  const [asked, plan, pasted] = await turns(message('m1', 'human', 'Read this', more))
  expect(asked).toMatchObject({ human: true, text: 'Read this\n[attached: plan.md, pasted text, photo.png]' })
  expect(plan).toMatchObject({
    role: 'tool',
    kind: 'tool_result',
    text: '# Plan',
    files: [{ path: 'plan.md', touch: 'read' }],
  })
  expect(pasted).toMatchObject({ key: 'm1:attachment:1', text: 'a long paste' })
})

test('tools are calls with what they answered; thoughts and budgets are left out', async () => {
  const told = await turns(
    message('m1', 'assistant', [
      { type: 'thinking', thinking: 'hm' },
      { type: 'token_budget' },
      { type: 'text', text: 'Let me see.', start_timestamp: '2026-01-05T10:00:07Z' },
      { type: 'tool_use', id: 't1', name: 'bash_tool', input: { command: 'npm test', description: 'Run tests' } },
      {
        type: 'tool_result',
        tool_use_id: 't1',
        name: 'bash_tool',
        content: [{ type: 'text', text: '{"returncode":1,"stdout":"1 failed","stderr":""}' }],
      },
      { type: 'tool_use', name: 'create_file', input: { path: '/home/claude/a.ts', file_text: 'x' } },
      { type: 'tool_result', name: 'create_file', content: [{ type: 'text', text: 'No room' }], is_error: true },
      {
        type: 'tool_use',
        name: 'artifacts',
        input: { command: 'create', id: 'art', title: 'Tide clock', content: 'x' },
      },
    ]),
  )
  expect(told.map(turn => `${turn.kind}: ${turn.text.split('\n')[0]}`)).toEqual([
    'text: Let me see.',
    'tool_call: npm test',
    'tool_result: 1 failed',
    'tool_call: create_file /home/claude/a.ts',
    'tool_result: No room',
    'tool_call: artifacts Tide clock',
  ])
  expect(told[0]?.at).toBe(Date.UTC(2026, 0, 5, 10, 0, 7))
  expect(told[2]).toMatchObject({ failed: true, command: { line: 'npm test', exitCode: 1 }, tool: { callId: 't1' } })
  expect(told[4]?.tool?.callId).toBe(told[3]?.tool?.callId)
  expect(told.flatMap(turn => turn.files ?? [])).toEqual([
    { path: '/home/claude/a.ts', touch: 'created' },
    { path: 'Tide clock', touch: 'created' },
  ])
})

test('whatever stands in the place of a conversation, the others are read', async () => {
  const odd = conversation('x', 'Odd', [null, 7, { sender: 'human', content: [null, { type: 'text' }] }] as object[])
  const told = await readLog(claudeAiExport, [
    `[{"uuid":"none"},${JSON.stringify(odd)},`,
    `${JSON.stringify(conversation('c', 'Chat', [message('m', 'human', 'Hi')]))}]`,
  ])
  expect(turnsOf(told).map(turn => turn.line)).toEqual([2])
  expect(told.filter(event => event.type === 'skip')).toEqual([
    { type: 'skip', line: 1, reason: 'a conversation without its messages' },
  ])
})

test('an export is recognised; the other files of the archive are not', () => {
  const text = JSON.stringify([conversation('c', 'Chat', [message('m', 'human', 'Hi')])])
  expect(claudeAiExport.recognise(text)).toBeGreaterThan(0.9)
  expect(claudeAiExport.recognise('[{"uuid":"p","name":"A project","docs":[]}]')).toBe(0)
  expect(claudeAiExport.recognise('[{"uuid":"u","full_name":"Ana"}]')).toBe(0)
})
