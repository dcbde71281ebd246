import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { place } from './paas.ts'

/** A response of Claude Code as its log has it. */
function response(session: string, id: string, at: string, usage: object, more: object = {}) {
  return JSON.stringify({
    type: 'assistant',
    uuid: `${session}-${id}`,
    sessionId: session,
    timestamp: at,
    version: '2.1.0',
    cwd: '/home/ayu/shop',
    requestId: `req-${id}`,
    message: {
      id: `msg-${id}`,
      model: 'claude-opus-4-6',
      role: 'assistant',
      content: [{ type: 'text', text: `answer ${id}` }],
      usage,
      ...more,
    },
  })
}

const used = { input_tokens: 100, output_tokens: 20, cache_read_input_tokens: 3000, cache_creation_input_tokens: 400 }

/** Two sessions, of which the second one repeats what the first one holds, in a folder of its own. */
function machine(env: Record<string, string> = {}) {
  const elsewhere = { CLAUDE_CONFIG_DIR: '', XDG_CONFIG_HOME: '', CODEX_HOME: '', GEMINI_CLI_HOME: '' }
  const home = mkdtempSync(join(tmpdir(), 'paas-home-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const at = place({ HOME: home, TZ: 'Asia/Jakarta', COLUMNS: '200', ...elsewhere, ...env })
  const write = (name: string, lines: string[]) => {
    const file = join(home, '.claude', 'projects', '-home-ayu-shop', `${name}.jsonl`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${lines.join('\n')}\n`)
  }
  const first = [
    response('one', '1', '2026-10-31T16:30:00.000Z', { ...used, output_tokens: 1 }),
    response('one', '1', '2026-10-31T16:30:01.000Z', used).replace('one-1', 'one-1b'),
    response('one', '2', '2026-10-31T17:30:00.000Z', used),
  ]
  const copied = first.map(line => line.replaceAll('"one"', '"two"').replaceAll('one-', 'two-'))
  write('one', first)
  const odd = response('two', '3', '2026-11-02T03:00:00.000Z', used, { model: 'nobody-knows-1' })
  write('two', [...copied, odd])
  return { ...at, home }
}

test("usage is told by the person's days, each response once, what has no price apart", async () => {
  const { paas } = machine()
  await paas('watch', '--once', '--json')
  const { code, out } = await paas('usage', '--json')
  expect(code).toBe(0)
  const { schemaVersion, rows, totals, unpriced_models } = JSON.parse(out)
  expect(schemaVersion).toBe(1)
  expect(rows.map((row: { period: string }) => row.period)).toEqual(['2026-10-31', '2026-11-01', '2026-11-02'])
  const cost = (100 * 5 + 20 * 25 + 3000 * 0.5 + 400 * 6.25) / 1_000_000
  expect(rows[0]).toMatchObject({
    input_tokens: 100,
    output_tokens: 20,
    cache_read_tokens: 3000,
    cache_write_tokens: 400,
    cost_usd: cost,
  })
  expect(rows[2]).toMatchObject({ cost_usd: null, unpriced_tokens: 3520 })
  expect(totals).toMatchObject({ input_tokens: 300, output_tokens: 60, cost_usd: 2 * cost, unpriced_tokens: 3520 })
  expect(unpriced_models).toEqual(['nobody-knows-1'])
})

test('by session there is one row per session and model, with the fields that programs rely on', async () => {
  const { paas } = machine()
  await paas('watch', '--once')
  const { rows } = (await paas('usage', '--by', 'session', '--json')).json()
  const keys = ['tool', 'session', 'project', 'account', 'model', 'input_tokens', 'output_tokens', 'cache_read_tokens']
  for (const row of rows) for (const key of [...keys, 'cache_write_tokens', 'cost_usd']) expect(row).toHaveProperty(key)
  const sessions = rows.map((row: { session: string; model: string }) => [row.session, row.model])
  expect(sessions.sort()).toEqual([
    ['one', 'claude-opus-4-6'],
    ['two', 'nobody-knows-1'],
  ])
})

test('a span is of days, weeks are from Monday on, and a scope may be named', async () => {
  const { paas } = machine()
  await paas('watch', '--once')
  const periods = async (...words: string[]) =>
    (await paas('usage', '--json', ...words)).json().rows.map((row: { period: string }) => row.period)
  expect(await periods('--since', '2026-11-01', '--until', '20261101')).toEqual(['2026-11-01'])
  expect(await periods('--weekly')).toEqual(['2026-10-26', '2026-11-02'])
  expect(await periods('--monthly', '--timezone', 'UTC')).toEqual(['2026-10', '2026-11'])
  expect(await periods('--project', 'SHOP', '--monthly')).toEqual(['2026-10', '2026-11'])
  expect(await periods('--tool', 'codex')).toEqual([])
  const refused = [
    await paas('usage', '--since', 'yesterday'),
    await paas('usage', '--daily', '--monthly'),
    await paas('usage', '--project', 'Nothing'),
    await paas('usage', '--timezone', 'Mars'),
  ]
  expect(refused.map(({ code }) => code)).toEqual([1, 1, 1, 1])
  expect(refused[2]?.err).toContain('There is no project "Nothing"')
})

test('a table says what it leaves out, and gives way where the terminal is narrow', async () => {
  const { paas } = machine()
  await paas('watch', '--once')
  const { out } = await paas('usage')
  expect(out).toMatch(/Date +Models +Input +Output +Cache create +Cache read +Total +Cost \(USD\)/)
  expect(out).toMatch(/2026-11-02 +nobody-knows-1 .*unknown/)
  expect(out).toMatch(/Total .*0\.01\+/)
  expect(out).toContain('No price is known of nobody-knows-1: 3,520 tokens are not in the cost.')
})

test('sessions are listed with what each used, those without usage too', async () => {
  const { paas, home } = machine()
  await paas('watch', '--once')
  const note = join(home, 'chat.md')
  writeFileSync(note, '**User**\n\nhello\n\n---\n\n**Cursor**\n\nhi there\n')
  await paas('import', note)
  const { rows } = (await paas('sessions', '--json')).json()
  const used = rows.map((row: { tool: string; total_tokens: number }) => [row.tool, row.total_tokens])
  expect(used).toContainEqual(['claude-code', 3520])
  expect(used).toContainEqual(['claude-code', 7040])
  expect(used).toContainEqual([expect.stringMatching(/markdown|text/), 0])
  expect((await paas('sessions', '--limit', '1', '--json')).json().rows).toHaveLength(1)
  expect((await paas('sessions', '--since', '2026-11-01', '--tool', 'claude-code', '--json')).json().rows).toHaveLength(
    0,
  )
})

test('where nothing is recorded it says so and ends with 2', async () => {
  const { paas } = place()
  for (const words of [['usage'], ['sessions']]) expect((await paas(...words)).code).toBe(2)
})

test('it answers beside a server that holds the folder', async () => {
  const { paas, start } = machine()
  await paas('watch', '--once')
  await start()
  expect((await paas('usage', '--json')).json().totals.output_tokens).toBe(60)
})

test('logs of a folder that is told to be an account are its own, before and after', async () => {
  const { paas, home } = machine()
  await paas('watch', '--once')
  const values = JSON.stringify({ version: 1 })
  writeFileSync(join(home, 'x.json'), values)
  const accounts = async () =>
    (await paas('usage', '--by', 'account', '--json')).json().rows.map((row: { account: string }) => row.account)
  expect(await accounts()).toEqual(['Claude Code'])
  await paas('import', join(home, '.claude', 'projects', '-home-ayu-shop', 'one.jsonl'), '--account', 'Work')
  const log = join(home, 'other.jsonl')
  writeFileSync(log, `${response('three', '9', '2026-11-03T03:00:00.000Z', used)}\n`)
  await paas('import', log, '--account', 'Work')
  const said = await paas('account', 'identify', 'Work', '--profile', join(home, '.claude'), '--json')
  expect(said.json().sessions_moved).toBe(2)
  expect(await accounts()).toEqual(['Work'])
  expect((await paas('account', 'identify', 'Work')).out).toContain(join(home, '.claude'))
})

test('a newer price table is taken from a file, and what is none is refused', async () => {
  const { paas, home } = machine()
  await paas('watch', '--once')
  const file = join(home, 'litellm.json')
  const entry = { litellm_provider: 'openai', input_cost_per_token: 1e-6, output_cost_per_token: 1e-6 }
  writeFileSync(file, JSON.stringify({ 'nobody-knows-1': entry }))
  expect((await paas('prices', 'nobody-knows-1')).code).toBe(2)
  expect((await paas('prices', 'refresh', file)).code).toBe(0)
  expect((await paas('prices', 'nobody-knows-1', '--json')).json().prices).toMatchObject([{ price: { input: 1 } }])
  expect((await paas('usage', '--json')).json().totals.unpriced_tokens).toBe(0)
  writeFileSync(file, '{"a": 1}')
  expect((await paas('prices', 'refresh', file)).code).toBe(1)
  expect((await paas('prices', 'refresh', join(home, 'gone.json'))).code).toBe(1)
})
