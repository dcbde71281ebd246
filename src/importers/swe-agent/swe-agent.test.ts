import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { sweAgent } from './importer.ts'

const DIFF =
  'diff --git a/src/tide.py b/src/tide.py\nindex 1..2 100644\n--- a/src/tide.py\n+++ b/src/tide.py\n@@ -1 +1 @@\n-a\n+b'
const WINDOW = '(Open file: /repo/src/tide.py)\n(Current directory: /repo)\nbash-$'
const ISSUE = `We're solving this issue.\nISSUE:\nTides are late\nBy an hour.\n\nINSTRUCTIONS:\nNow solve it.\n\n(Open file: n/a)\n(Current directory: /repo)\nbash-$`

const asked = (content: unknown, more: object = {}) => ({ role: 'user', content, agent: 'primary', ...more })
const did = (thought: string, action: string, more: object = {}) => {
  return {
    role: 'assistant',
    content: `${thought}\n\`\`\`\n${action}\n\`\`\``,
    thought,
    action,
    agent: 'primary',
    ...more,
  }
}
const state = (open: string) => JSON.stringify({ open_file: open, working_dir: '/repo' })
const step = (open: string) => ({ action: 'x', observation: 'y', response: 'z', state: state(open) })

/** As version 0 writes it: observations are a user's, states are JSON in a string. */
const older = {
  environment: 'swe_main',
  trajectory: [step('/repo/src/tide.py'), step('/repo/src/tide.py'), step('/repo/src/tide.py'), step('n/a')],
  history: [
    { role: 'system', content: 'SETTING: You are a programmer.', agent: 'primary' },
    asked('Here is a demonstration', { is_demo: true }),
    asked(ISSUE),
    did('Open it.', 'open src/tide.py 10'),
    asked(`[File: /repo/src/tide.py (20 lines total)]\r\n10:late\n${WINDOW}`),
    did('Fix it.', 'edit 10:10\n early\nend_of_edit'),
    asked(`Your proposed edit has introduced new syntax error(s). Please retry.\n${WINDOW}`),
    did('Again.', 'edit 10:10\nearly\nend_of_edit'),
    asked(`File updated.\n${WINDOW}`),
    did('Run it.', 'python tide.py && ls'),
    asked(`Traceback (most recent call last):\n  File "x"\nTypeError: no\n${WINDOW}`),
    did('Done.', 'submit'),
  ],
  info: {
    exit_status: 'submitted',
    submission: `\n${DIFF}\n`,
    model_stats: { instance_cost: 1.2, tokens_sent: 900, tokens_received: 80, api_calls: 4 },
  },
}

/** As version 1 writes it: calls of tools, observations are a tool's, text blocks, and how to replay it. */
const newer = {
  trajectory: [{ action: 'x', observation: 'y', state: { working_dir: '/testbed', open_file: 'n/a' } }],
  history: [
    { role: 'system', content: 'You are an assistant', message_type: 'system_prompt' },
    asked([
      {
        type: 'text',
        text: '<uploaded_files>\n/testbed\n</uploaded_files>\n<pr_description>\nTides are late\n</pr_description>\nHelp.',
      },
    ]),
    did('Look.', 'str_replace_editor view /testbed/src/tide.py', {
      tool_calls: [
        {
          id: 'c1',
          function: { name: 'str_replace_editor', arguments: '{"command":"view","path":"/testbed/src/tide.py"}' },
        },
      ],
    }),
    { role: 'tool', content: [{ type: 'text', text: 'OBSERVATION:\n10 late' }], tool_call_ids: ['c1'] },
    did('', 'submit'),
    { role: 'tool', content: `\r\n${DIFF.replaceAll('\n', '\r\n')}` },
  ],
  info: { exit_status: 'submitted', submission: DIFF, swe_agent_version: '1.1.0' },
  replay_config: JSON.stringify({ agent: { model: { name: 'sonnet' } }, env: { repo: { base_commit: 'abc123' } } }),
  environment: 'main',
}

const lines = (document: object) => JSON.stringify(document, null, 2).split('\n')
const events = async (document: object) => await readLog(sweAgent, lines(document))
const calls = async (document: object) => turnsOf(await events(document)).filter(turn => turn.kind === 'tool_call')

test('a run is what was asked, what was thought and done, and what came of it', async () => {
  expect(turnsOf(await events(older)).map(turn => `${turn.role}/${turn.kind}: ${turn.text.split('\n')[0]}`)).toEqual([
    'user/text: Tides are late',
    "system/note: We're solving this issue.",
    'assistant/text: Open it.',
    'assistant/tool_call: open src/tide.py 10',
    'tool/tool_result: [File: /repo/src/tide.py (20 lines total)]',
    'assistant/text: Fix it.',
    'assistant/tool_call: edit 10:10',
    'tool/tool_result: Your proposed edit has introduced new syntax error(s). Please retry.',
    'assistant/text: Again.',
    'assistant/tool_call: edit 10:10',
    'tool/tool_result: File updated.',
    'assistant/text: Run it.',
    'assistant/tool_call: python tide.py && ls',
    'tool/tool_result: Traceback (most recent call last):',
    'assistant/text: Done.',
    'assistant/tool_call: submit',
    'tool/tool_result: diff --git a/src/tide.py b/src/tide.py',
    'system/note: Run ended: submitted',
  ])
  expect(turnsOf(await events(older))[0]).toMatchObject({ human: true, text: 'Tides are late\nBy an hour.' })
})

test('an edit goes to the file that was open; one that was refused touches nothing', async () => {
  expect((await calls(older)).map(turn => turn.files)).toEqual([
    [{ path: 'src/tide.py', touch: 'read' }],
    undefined,
    [{ path: 'src/tide.py', touch: 'edited' }],
    undefined,
    undefined,
  ])
  expect((await calls(older))[2]?.tool?.input).toEqual({ lines: '10:10', new_string: 'early' })
  expect((await calls(older)).flatMap(turn => turn.command?.line ?? [])).toEqual(['python tide.py && ls'])
})

test('a refused edit and a traceback are failures, joined to their call', async () => {
  const failed = turnsOf(await events(older)).filter(turn => turn.failed)
  expect(failed.map(turn => [turn.tool?.name, turn.tool?.callId, turn.command?.line])).toEqual([
    ['edit', 'H5', undefined],
    ['bash', 'H9', 'python tide.py && ls'],
  ])
})

test('the diff that was handed in is told once, with the files it touches', async () => {
  for (const document of [older, newer]) {
    const told = turnsOf(await events(document)).filter(turn => turn.text.includes('diff --git'))
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ text: DIFF, files: [{ path: 'src/tide.py', touch: 'edited' }] })
  }
})

test('what the run cost, on which model, where and of which commit is told', async () => {
  expect((await events(older)).filter(event => event.type === 'usage')).toMatchObject([
    { key: 'run', model: 'unknown', inputTokens: 900, outputTokens: 80 },
  ])
  const [facts, title] = (await events(newer)).filter(event => event.type === 'meta')
  expect(facts).toMatchObject({ cwd: '/testbed', commit: 'abc123', model: 'sonnet', toolVersion: '1.1.0' })
  expect(title).toMatchObject({ title: 'Tides are late' })
})

test('newer runs call tools with arguments', async () => {
  expect((await calls(newer))[0]).toMatchObject({
    tool: { name: 'str_replace_editor', input: { command: 'view', path: '/testbed/src/tide.py' } },
    files: [{ path: 'src/tide.py', touch: 'read' }],
  })
  expect(turnsOf(await events(newer)).find(turn => turn.kind === 'tool_result')?.text).toBe('10 late')
})

test('a run keeps its name while it grows; another of the same task has another', async () => {
  const nameOf = async (document: object) => (await events(document)).find(event => event.type === 'meta')?.sessionKey
  expect(await nameOf({ ...older, history: older.history.slice(0, -2) })).toBe(await nameOf(older))
  const other = older.history.map(item => (item.role === 'assistant' ? { ...item, content: 'Otherwise' } : item))
  expect(await nameOf({ ...older, history: other })).not.toBe(await nameOf(older))
})

test('a turn stands on the line of its message, however the document is indented', async () => {
  for (const indent of [2, 4]) {
    const text = JSON.stringify(older, null, indent).split('\n')
    const [first] = turnsOf(await readLog(sweAgent, text))
    expect(text.slice(first!.line - 2, first!.line + 2).join()).toContain('Tides are late')
  }
})

test('a run without its history is read from its steps', async () => {
  const steps = [{ thought: 'Look.', action: 'ls', observation: 'tide.py', response: 'Look.' }]
  expect(turnsOf(await events({ trajectory: steps, info: {} })).map(turn => turn.text)).toEqual([
    'Look.',
    'ls',
    'tide.py',
  ])
})

test('a document that was cut is a skip with its reason', async () => {
  expect(await readLog(sweAgent, lines(older).slice(0, 9))).toEqual([
    { type: 'skip', line: 1, reason: 'not valid JSON: cut in the middle?' },
  ])
  expect(
    await readLog(sweAgent, ['{"trajectory":[null],"history":[7,{"role":"assistant","action":3}],"info":null}']),
  ).toBeDefined()
})

test('it is recognised on one line and on many', () => {
  for (const document of [older, newer]) {
    expect(sweAgent.recognise(JSON.stringify(document))).toBeGreaterThan(0.9)
    expect(sweAgent.recognise(lines(document).join('\n'))).toBeGreaterThan(0.9)
  }
  expect(sweAgent.recognise('{"trajectory":"none"}')).toBe(0)
})
