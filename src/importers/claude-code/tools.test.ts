import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { claudeCode } from './importer.ts'
import { callLine, resultLine, userLine } from './testing.ts'

const turns = async (lines: object[]) => turnsOf(await readLog(claudeCode, lines))

test.each([
  ['Read', { file_path: '/home/ana/shop/src/cart.ts' }, { path: 'src/cart.ts', touch: 'read' }],
  ['Edit', { file_path: '/home/ana/shop/src/cart.ts' }, { path: 'src/cart.ts', touch: 'edited' }],
  ['Write', { file_path: '/tmp/note.md' }, { path: '/tmp/note.md', touch: 'edited' }],
  ['NotebookEdit', { notebook_path: '/home/ana/shop/a.ipynb' }, { path: 'a.ipynb', touch: 'edited' }],
])('%s says which file it touches, relative to the project', async (name, input, file) => {
  expect((await turns([callLine('t1', name, input)]))[0]?.files).toEqual([file])
})

test('a file that a Write made is known as new from its result', async () => {
  const path = '/home/ana/shop/src/new.ts'
  const lines = [
    callLine('t1', 'Write', { file_path: path, content: 'x' }),
    resultLine('t1', 'File created successfully', { details: { type: 'create', filePath: path } }),
    callLine('t2', 'Write', { file_path: path, content: 'y' }),
    resultLine('t2', 'File overwritten', { details: { type: 'update', filePath: path } }),
  ]
  expect((await turns(lines)).map(turn => turn.files?.[0]?.touch)).toEqual(['edited', 'created', 'edited', undefined])
})

test('paths stay relative to the project after a cd into one of its folders', async () => {
  const inside = { ...callLine('t1', 'Read', { file_path: '/home/ana/shop/web/a.ts' }), cwd: '/home/ana/shop/web' }
  const events = await readLog(claudeCode, [userLine('hello'), inside])
  expect(turnsOf(events)[1]?.files).toEqual([{ path: 'web/a.ts', touch: 'read' }])
  expect(events.filter(event => event.type === 'meta' && event.cwd)).toHaveLength(1)
})

test('a folder whose name only begins alike is not the project', async () => {
  const [turn] = await turns([callLine('t1', 'Read', { file_path: '/home/ana/shop-old/a.ts' })])
  expect(turn?.files?.[0]?.path).toBe('/home/ana/shop-old/a.ts')
})

test.each([
  ['ended well', 'ok', { is_error: false }, { stdout: 'ok', interrupted: false }, 0],
  ['failed with a code', 'Exit code 2\nerror', { is_error: true }, 'Error: Exit code 2', 2],
  ['was refused', "The user doesn't want to proceed", { is_error: true }, undefined, undefined],
  ['still runs', 'running', { is_error: false }, { backgroundTaskId: 'b1' }, undefined],
  ['was interrupted', '', { is_error: false }, { interrupted: true }, undefined],
  ['found nothing', '', { is_error: false }, { returnCodeInterpretation: 'No matches found' }, undefined],
])('a command that %s says so in its result', async (_, output, block, details, exitCode) => {
  const lines = [
    callLine('t1', 'Bash', { command: 'npm test', description: 'Run tests' }),
    resultLine('t1', output, { block, details }),
  ]
  const [call, result] = await turns(lines)
  expect(call).toMatchObject({ kind: 'tool_call', text: 'npm test\n# Run tests', command: { line: 'npm test' } })
  expect(result?.command?.line).toBe('npm test')
  expect(result?.command?.exitCode).toBe(exitCode)
  expect(result?.tool).toEqual({ name: 'Bash', callId: 't1' })
  expect(result?.failed ?? false).toBe(block.is_error)
})

test('a call keeps its arguments whole, in words and as they are', async () => {
  const input = { file_path: '/home/ana/shop/a.ts', old_string: 'a\nb', new_string: '', replace_all: true }
  const [turn] = await turns([callLine('t1', 'Edit', input)])
  expect(turn?.tool).toEqual({ name: 'Edit', callId: 't1', input })
  expect(turn?.text).toBe('Edit a.ts\nold_string: a\nb\nreplace_all: true')
})

test('a folder to search in is named from the project, and the arguments stay as they are', async () => {
  const input = { pattern: 'total', path: '/home/ana/shop/src' }
  const [turn] = await turns([callLine('t1', 'Grep', input)])
  expect(turn?.text).toBe('Grep total\npath: src')
  expect(turn?.tool?.input).toEqual(input)
})

test('the plan is the whole list as it stands after the call', async () => {
  const lines = [
    callLine('t1', 'TaskCreate', { subject: 'Write the parser' }),
    callLine('t2', 'TaskCreate', { subject: 'Write the tests' }),
    resultLine('t1', 'Task #1 created', { details: { task: { id: '1' } } }),
    resultLine('t2', 'Task #2 created', { details: { task: { id: '2' } } }),
    callLine('t3', 'TaskUpdate', { taskId: '1', status: 'completed' }),
    callLine('t4', 'TaskUpdate', { taskId: '2', status: 'in_progress' }),
  ]
  expect((await turns(lines)).at(-1)?.plan).toEqual([
    { text: 'Write the parser', state: 'done' },
    { text: 'Write the tests', state: 'doing' },
  ])
})

test('a to-do list and a plan for approval are plans', async () => {
  const todos = [{ content: 'Ship', status: 'in_progress', activeForm: 'Shipping' }]
  const plan = '# Cart\n\n## Steps\n1. **Add the table**:\n2. Add the page\n'
  const [todo, exit] = await turns([callLine('t1', 'TodoWrite', { todos }), callLine('t2', 'ExitPlanMode', { plan })])
  expect(todo?.plan).toEqual([{ text: 'Ship', state: 'doing' }])
  expect(exit?.plan?.map(item => item.text)).toEqual(['Add the table', 'Add the page'])
})

test('pictures become their kind and size, and reminders to the model are no output', async () => {
  const source = { type: 'base64', media_type: 'image/png', data: 'A'.repeat(1_600_000) }
  const content = [
    { type: 'text', text: 'shot' },
    { type: 'image', source },
  ]
  const lines = [
    callLine('t1', 'Read', {}),
    resultLine('t1', content),
    callLine('t2', 'Read', {}),
    resultLine('t2', '1→const a\n\n<system-reminder>\nBe careful.\n</system-reminder>\n'),
    userLine([
      { type: 'text', text: 'see' },
      { type: 'image', source },
    ]),
  ]
  const texts = (await turns(lines)).map(turn => turn.text)
  expect(texts.slice(1)).toEqual(['shot\n[image, 1.2 MB]', 'Read', '1→const a', 'see', '[image, 1.2 MB]'])
})
