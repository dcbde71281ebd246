import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createClient } from '../../src/client/index.ts'
import { databasePath } from '../../src/runtimes/node/data-folder.ts'
import { ended, place } from './paas.ts'

const BIN = fileURLToPath(new URL('../../bin/paas.mjs', import.meta.url))

/** A machine whose home is empty, and Claude Code's call on it. */
function machine(env: Record<string, string> = {}) {
  const at = place({ HOME: '/nonexistent', CLAUDE_CONFIG_DIR: '', XDG_CONFIG_HOME: '', ...env })
  const show = (input: string) => {
    const around = { ...process.env, PAAS_DATA_DIR: at.data, NO_COLOR: '1' }
    const child = spawn(process.execPath, [BIN, 'statusline'], { env: around, cwd: at.folder })
    child.stdin.end(input)
    return ended(child)
  }
  const spooled = () => {
    const file = join(at.data, 'statusline', 'readings.jsonl')
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
  }
  return { ...at, show, spooled }
}

const told = (session_id: string, usedPercent: number) =>
  JSON.stringify({
    session_id,
    cwd: '/home/ayu/shop',
    model: { display_name: 'Opus' },
    rate_limits: { five_hour: { used_percentage: usedPercent, resets_at: Math.round(Date.now() / 1000) + 7200 } },
  })
const said = (line: string) => JSON.parse(line).readings[0].usedPercent

test('it says its line and leaves the reading, once while nothing changes', async () => {
  const { show, spooled, data } = machine()
  const first = await show(told('s1', 37))
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toMatch(/^Opus · shop · 5h 37 % ↻ \d\d:\d\d\n$/)
  await show(told('s1', 37))
  await show(told('s1', 38))
  expect(spooled().map(said)).toEqual([37, 38])
  expect(statSync(join(data, 'statusline', 'readings.jsonl')).mode & 0o077).toBe(0)
})

test.each(['', 'no json', '[]', '{"rate_limits":7,"model":null}', '{"session_id":3}'])(
  'what it is handed may be anything: %j',
  async input => {
    const { show, spooled, folder } = machine()
    const { code, out, err } = await show(input)
    expect({ code, err, lines: out.split('\n').length }).toEqual({ code: 0, err: '', lines: 2 })
    expect(out).toContain(`paas · ${folder.split('/').at(-1)}`)
    expect(spooled()).toEqual([])
  },
)

test('a database that is locked does not hold it up, and a folder that cannot be written costs only the reading', async () => {
  const { show, paas, spooled, data } = machine()
  await paas('db', 'migrate')
  const locked = [join(data, 'lock.db'), databasePath(data)].map(path => new DatabaseSync(path))
  for (const database of locked) database.exec('BEGIN EXCLUSIVE')
  expect((await show(told('s1', 12))).out).toContain('5h 12 %')
  expect(spooled()).toHaveLength(1)
  for (const database of locked) database.close()
  const shut = machine()
  mkdirSync(shut.data)
  writeFileSync(join(shut.data, 'statusline'), 'a file stands in the way')
  expect(await shut.show(told('s1', 12))).toMatchObject({ code: 0, err: '', out: expect.stringContaining('5h 12 %') })
})

test('what waits is taken by the next command, and what is broken in it is passed over', async () => {
  const { show, paas, spooled, data } = machine()
  const same = told('s1', 37)
  await show(same)
  const file = join(data, 'statusline', 'readings.jsonl')
  const odd = { at: 1, sessionKey: 's2', readings: [{ type: 'reading', usedPercent: 'much' }] }
  writeFileSync(file, `{"at":\n${JSON.stringify(odd)}\n${readFileSync(file, 'utf8')}`)
  const status = await paas('status', '--json')
  expect(status.json().accounts).toMatchObject([{ account_name: 'Claude Code', credits_available: 63 }])
  expect(status.json().readings).toMatchObject([{ window: '5h', used_percent: 37, source: 'statusline' }])
  expect((await paas('status')).out).toMatch(/5h +37 % used, resets in \d/)
  expect(spooled()).toEqual([])
  expect(readdirSync(join(data, 'statusline'))).toEqual(['taken.json'])
  // Known already, in the words that it was taken in.
  await show(same)
  expect(spooled()).toEqual([])
})

test('a running server takes it as it comes, and the line then names who comes next', async () => {
  const { show, start } = machine()
  const server = await start()
  const client = createClient({ fetch, origin: server.url })
  await client.createAccounts([{ account_name: 'gemini · dimas', platform: 'gemini' }])
  await show(told('s1', 37))
  await expect
    .poll(() => client.listReadings(), { timeout: 20_000 })
    .toMatchObject([{ window: '5h', used_percent: 37, source: 'statusline' }])
  const line = async () => (await show(told('s1', 38))).out
  await expect.poll(line, { timeout: 20_000 }).toContain('next: gemini · dimas')
})

test('--install writes the settings where none names a statusline, keeps the rest, and leaves a copy', async () => {
  const at = machine()
  const home = at.file('claude')
  mkdirSync(home)
  const settings = join(home, 'settings.json')
  const before = '{\n  "model": "opus",\n  "hooks": {"Stop": []}\n}\n'
  writeFileSync(settings, before)
  chmodSync(settings, 0o640)
  const { paas } = machine({ CLAUDE_CONFIG_DIR: home })
  const done = await paas('statusline', '--install', '--json')
  expect(done.code).toBe(0)
  const { statusLine, ...rest } = JSON.parse(readFileSync(settings, 'utf8'))
  expect(rest).toEqual(JSON.parse(before))
  expect(statusLine).toMatchObject({ type: 'command', command: expect.stringMatching(/paas\.mjs"? statusline$/) })
  expect(readFileSync(done.json().backup, 'utf8')).toBe(before)
  expect(statSync(settings).mode & 0o777).toBe(0o640)

  const after = readFileSync(settings, 'utf8')
  const again = await paas('statusline', '--install')
  expect(again).toMatchObject({ code: 3, err: expect.stringContaining('names a statusline already') })
  expect(readFileSync(settings, 'utf8')).toBe(after)
})

test('--install touches nothing that it does not understand, and makes what is missing', async () => {
  const home = machine().file('claude')
  mkdirSync(home)
  const settings = join(home, 'settings.json')
  writeFileSync(settings, '// mine\n{"model": "opus"}')
  const { paas } = machine({ CLAUDE_CONFIG_DIR: `${home},/elsewhere` })
  expect((await paas('statusline', '--install')).code).toBe(1)
  expect(readFileSync(settings, 'utf8')).toBe('// mine\n{"model": "opus"}')
  const fresh = join(home, 'fresh')
  const made = await machine({ CLAUDE_CONFIG_DIR: fresh }).paas('statusline', '--install')
  expect(made.code).toBe(0)
  expect(JSON.parse(readFileSync(join(fresh, 'settings.json'), 'utf8'))).toHaveProperty('statusLine.command')
})
