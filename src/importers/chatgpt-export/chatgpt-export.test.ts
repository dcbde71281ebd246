import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { chatgptExport } from './importer.ts'

type Message = Record<string, unknown> & { id: string }

const said = (id: string, role: string, content: unknown, more: object = {}): Message => ({
  id,
  author: { role },
  create_time: 1767268800.25,
  content: typeof content === 'string' ? { content_type: 'text', parts: [content] } : content,
  recipient: 'all',
  metadata: {},
  ...more,
})

/** A chain of messages under a root without one; `parents` moves some of them elsewhere. */
function conversation(messages: readonly Message[], more: object = {}, parents: Record<string, string> = {}) {
  const root = { id: 'root', message: null, parent: null as string | null, children: [] as string[] }
  const mapping: Record<string, typeof root | (Omit<typeof root, 'message'> & { message: Message })> = { root }
  let before = 'root'
  for (const message of messages) {
    const parent = parents[message.id] ?? before
    mapping[message.id] = { id: message.id, message, parent, children: [] }
    mapping[parent]?.children.push(message.id)
    before = message.id
  }
  return { title: 'Tide tables', conversation_id: 'c-1', create_time: 1, mapping, current_node: before, ...more }
}

const events = async (...conversations: object[]) => await readLog(chatgptExport, [conversations])
const words = async (...conversations: object[]) =>
  turnsOf(await events(...conversations)).map(turn => `${turn.role}/${turn.kind}: ${turn.text}`)

test('every conversation of an export is a session of its own, with its title and its models', async () => {
  const first = conversation([said('m1', 'user', 'When is high tide?'), said('m2', 'assistant', 'At nine.')], {
    default_model_slug: 'auto',
  })
  const second = conversation(
    [said('m3', 'user', 'And low?'), said('m4', 'assistant', 'At three.', { metadata: { model_slug: 'gpt-5-2' } })],
    { conversation_id: 'c-2', title: null },
  )
  expect(await events(first, second)).toMatchObject([
    { type: 'session', sessionKey: 'c-1', title: 'Tide tables', line: 1 },
    { type: 'meta', model: 'auto' },
    { type: 'turn', key: 'm1', role: 'user', human: true, at: 1767268800250 },
    { type: 'turn', key: 'm2', role: 'assistant' },
    { type: 'session', sessionKey: 'c-2' },
    { type: 'turn', key: 'm3' },
    { type: 'meta', model: 'gpt-5-2' },
    { type: 'turn', key: 'm4' },
  ])
})

test('of a prompt that was edited only the branch that is shown is told', async () => {
  const messages = [
    said('m1', 'user', 'Write it in Perl'),
    said('m2', 'assistant', 'print "x"'),
    said('m3', 'user', 'Write it in Lua'),
    said('m4', 'assistant', 'print(1)'),
  ]
  expect(await words(conversation(messages, {}, { m3: 'root' }))).toEqual([
    'user/text: Write it in Lua',
    'assistant/text: print(1)',
  ])
})

test('a branch that goes round in a circle or ends nowhere is read as far as it leads', async () => {
  const messages = [said('m1', 'user', 'a'), said('m2', 'assistant', 'b')]
  const round = conversation(messages)
  if (round.mapping.m1) round.mapping.m1.parent = 'm2'
  expect(await words(round)).toEqual(['user/text: a', 'assistant/text: b'])
  expect(await words(conversation(messages, { current_node: 'gone' }))).toEqual(['user/text: a', 'assistant/text: b'])
})

test('what nobody said is left out: hidden messages, custom instructions, thoughts', async () => {
  const hidden = { metadata: { is_visually_hidden_from_conversation: true } }
  const messages = [
    said('m1', 'system', ''),
    said('m2', 'system', 'You are helpful', hidden),
    said('m3', 'user', { content_type: 'user_editable_context', user_profile: 'A sailor' }, hidden),
    said('m4', 'user', 'Hi'),
    said('m5', 'assistant', { content_type: 'thoughts', thoughts: [{ summary: 'hm', content: 'hm' }] }),
    said('m6', 'assistant', { content_type: 'reasoning_recap', content: 'Thought for 3s' }),
    said('m7', 'assistant', 'Hello'),
  ]
  expect(await words(conversation(messages))).toEqual(['user/text: Hi', 'assistant/text: Hello'])
})

test('a program that was run is a call with its output, and a failed one says so', async () => {
  const [call, result] = turnsOf(
    await events(
      conversation([
        said('m1', 'assistant', { content_type: 'code', language: 'unknown', text: '1/0' }, { recipient: 'python' }),
        said(
          'm2',
          'tool',
          { content_type: 'execution_output', text: 'Traceback (most recent call last):\nZeroDivisionError: …' },
          { author: { role: 'tool', name: 'python' } },
        ),
      ]),
    ),
  )
  expect(call).toMatchObject({
    kind: 'tool_call',
    text: 'python 1/0',
    tool: { name: 'python', callId: 'm1', input: { code: '1/0' } },
  })
  expect(result).toMatchObject({
    role: 'tool',
    kind: 'tool_result',
    failed: true,
    tool: { name: 'python', callId: 'm1' },
  })
})

test('commands, searches and documents beside the chat are calls in words', async () => {
  const turns = turnsOf(
    await events(
      conversation([
        said('m1', 'assistant', '{"cmd":["bash","-lc","ls -la"]}', { recipient: 'container.exec' }),
        said('m2', 'assistant', '{"query":"tide tables"}', { recipient: 'web.search' }),
        said('m3', 'assistant', '{"name":"plan.md","type":"document","content":"# Plan"}', {
          recipient: 'canmore.create_textdoc',
        }),
        said('m4', 'assistant', '{"updates":[{"pattern":".*"}]}', { recipient: 'canmore.update_textdoc' }),
      ]),
    ),
  )
  expect(turns.map(turn => turn.text.split('\n')[0])).toEqual([
    'ls -la',
    'web.search tide tables',
    'canmore.create_textdoc plan.md',
    'canmore.update_textdoc',
  ])
  expect(turns[0]?.command).toEqual({ line: 'ls -la' })
  expect(turns.map(turn => turn.files)).toEqual([
    undefined,
    undefined,
    [{ path: 'plan.md', touch: 'created' }],
    [{ path: 'plan.md', touch: 'edited' }],
  ])
})

test('pictures, sounds and attachments are named, never kept', async () => {
  const parts = [
    { content_type: 'image_asset_pointer', asset_pointer: 'file-service://x', size_bytes: 120_000 },
    { content_type: 'audio_transcription', text: 'what is this' },
    { content_type: 'real_time_user_audio_video_asset_pointer' },
    'Look',
  ]
  const attachments = [{ id: 'f', name: 'chart.pdf' }, { name: 'b.csv' }]
  const content = { content_type: 'multimodal_text', parts }
  expect(await words(conversation([said('m1', 'user', content, { metadata: { attachments } })]))).toEqual([
    'user/text: [image, 120 kB]\nwhat is this\n[recording]\nLook\n[attached: chart.pdf, b.csv]',
  ])
})

test('whatever stands in the place of a conversation, the others are read', async () => {
  const good = conversation([said('m1', 'user', 'Hi')])
  const bad = { mapping: { a: null, b: { message: { id: 'x', author: 7, content: [] } } }, current_node: 'b' }
  const log = `[7, {"title":"none"}, ${JSON.stringify(bad)}, ${JSON.stringify(good)}, {"title":"cut`
  const told = await readLog(chatgptExport, [log])
  expect(turnsOf(told)).toHaveLength(1)
  expect(told.flatMap(event => (event.type === 'skip' ? [event.reason] : []))).toEqual([
    'valid JSON, but not an object',
    'a conversation without its messages',
    'not valid JSON: cut in the middle?',
  ])
})

test('an export is recognised, on one line or on many; other JSON is not', () => {
  const text = [conversation([said('m1', 'user', 'Hi')])]
  expect(chatgptExport.recognise(JSON.stringify(text))).toBeGreaterThan(0.9)
  expect(chatgptExport.recognise(JSON.stringify(text, null, 2))).toBeGreaterThan(0.9)
  expect(chatgptExport.recognise('[{"id":"x","title":"shared"}]')).toBe(0)
  expect(chatgptExport.recognise(JSON.stringify({ content: JSON.stringify(text) }))).toBe(0)
})
