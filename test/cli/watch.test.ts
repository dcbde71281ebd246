import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createClient } from '../../src/client/index.ts'
import { DEMO_LOG, place } from './paas.ts'

const lines = readFileSync(DEMO_LOG, 'utf8').trimEnd().split('\n')
const TURNS = 44

/** A machine on which Claude Code has written. */
function machine() {
  const elsewhere = { CLAUDE_CONFIG_DIR: '', XDG_CONFIG_HOME: '', CODEX_HOME: '', GEMINI_CLI_HOME: '' }
  const home = mkdtempSync(join(tmpdir(), 'paas-home-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const at = place({ HOME: home, ...elsewhere })
  const log = join(home, '.claude', 'projects', '-home-ayu-tideline', 'session.jsonl')
  mkdirSync(dirname(log), { recursive: true })
  const once = async () => (await at.paas('watch', '--once', '--json')).json()
  const sessions = async () => (await at.paas('status', '--json')).json().stats.total_sessions
  return { ...at, home, log, once, sessions }
}

test('what an assistant wrote is recorded once, and what is unchanged is not read again', async () => {
  const { paas, log, once, sessions } = machine()
  writeFileSync(log, `${lines.join('\n')}\n`)
  expect(await once()).toMatchObject({ logs: 1, changed: 1, turns: TURNS, failed: 0 })
  const again = await paas('watch', '--once')
  expect(again.code).toBe(2)
  expect(again.out).toContain('1 log, nothing new')
  expect(await sessions()).toBe(1)
})

test('a half-written last line waits for its end, and a restart goes on from there', async () => {
  const { log, once } = machine()
  const [half, rest] = [lines[30]!.slice(0, 200), lines[30]!.slice(200)]
  writeFileSync(log, `${lines.slice(0, 30).join('\n')}\n${half}`)
  const first = await once()
  appendFileSync(log, `${rest}\n${lines.slice(31).join('\n')}`)
  const second = await once()
  expect(first.failed + second.failed).toBe(0)
  expect(first.turns + second.turns).toBe(TURNS)
  expect(second.turns).toBeGreaterThan(0)
})

test('a log that was written anew is read anew, and nothing stands twice', async () => {
  const { log, once, sessions } = machine()
  writeFileSync(log, `${lines.join('\n')}\n`)
  await once()
  writeFileSync(log, `${lines.slice(0, 12).join('\n')}\n`)
  expect(await once()).toMatchObject({ changed: 1, turns: 0, failed: 0 })
  expect(await sessions()).toBe(1)
})

test('what a tool deletes stays, byte for byte', async () => {
  const { paas, log, once } = machine()
  const text = `${lines.join('\n')}\n`
  writeFileSync(log, text)
  await once()
  rmSync(log)
  expect(await once()).toMatchObject({ logs: 0, changed: 0, failed: 0 })
  expect((await paas('log', '1')).out).toBe(text)
  expect((await paas('doctor')).out).toContain('1 of them no longer where they were')
})

test('links are not followed, what is no transcript is told, and the rest goes on', async () => {
  const { home, log, once } = machine()
  writeFileSync(log, `${lines.join('\n')}\n`)
  symlinkSync(join(home, '.claude', 'projects'), join(dirname(log), 'around'))
  writeFileSync(join(dirname(log), 'broken.jsonl'), '\u0000\u0001\u0002\n')
  expect(await once()).toMatchObject({ logs: 2, turns: TURNS, failed: 1 })
})

test('inside the server, a line is recorded as it is written, and the session is in progress', async () => {
  const { log, start } = machine()
  writeFileSync(log, `${lines.slice(0, 20).join('\n')}\n`)
  const server = await start('--watch')
  const client = createClient({ fetch, origin: server.url })
  const turns = async () => (await client.listSessions())[0]?.turns ?? 0
  await expect.poll(turns, { timeout: 20_000 }).toBeGreaterThan(0)
  const before = await turns()
  appendFileSync(log, `${lines.slice(20).join('\n')}\n`)
  await expect.poll(turns, { timeout: 20_000 }).toBe(TURNS)
  expect(before).toBeLessThan(TURNS)
  expect((await client.listSessions())[0]?.status).toBe('in_progress')
  expect(await server.stop()).toBe(0)
})

test('it is remembered that the person wants it, until they do not', async () => {
  const { log, start, data } = machine()
  writeFileSync(log, `${lines.join('\n')}\n`)
  const said = () => JSON.parse(readFileSync(join(data, 'watch.json'), 'utf8')).on
  await (await start('--watch')).stop()
  expect(said()).toBe(true)
  await (await start('--no-watch')).stop()
  expect(said()).toBe(false)
})

test('two logs with one session id are one session: what both hold stands once', async () => {
  const { log, once, sessions } = machine()
  writeFileSync(log, `${lines.slice(0, 30).join('\n')}\n`)
  writeFileSync(log.replace('session.jsonl', 'resumed.jsonl'), `${lines.join('\n')}\n`)
  expect(await once()).toMatchObject({ logs: 2, turns: TURNS, failed: 0 })
  expect(await sessions()).toBe(1)
})

test('bytes that are no text and times that jump are recorded as far as they go', async () => {
  const { log, once } = machine()
  const jumping = lines.map((line, i) =>
    i % 3 === 0
      ? line.replace(/"timestamp":"\d{4}/, '"timestamp":"1969')
      : line.replace(/"timestamp":"\d{4}/, '"timestamp":"2999'),
  )
  writeFileSync(log, Buffer.concat([Buffer.from(`${jumping.join('\n')}\n`), Buffer.from([0xff, 0xfe, 0x00, 0x0a])]))
  expect(await once()).toMatchObject({ logs: 1, turns: TURNS, failed: 0 })
})
