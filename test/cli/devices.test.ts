import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { DEMO_LOG, place } from './paas.ts'

const ELSEWHERE = { CLAUDE_CONFIG_DIR: '', XDG_CONFIG_HOME: '', XDG_DATA_HOME: '', CODEX_HOME: '', GEMINI_CLI_HOME: '' }

test('what another machine records arrives with its name, once; taken back, its token is worth nothing', async () => {
  const hub = place({ HOME: '/nowhere', ...ELSEWHERE })
  const { url } = await hub.start()
  const { token } = (await hub.paas('devices', '--add', 'laptop', '--json')).json()
  const home = place()
  const laptop = place({ HOME: home.folder, ...ELSEWHERE, PAAS_TOKEN: token })
  const log = home.file('.claude/projects/-home-ayu-tideline/session.jsonl')
  mkdirSync(dirname(log), { recursive: true })
  writeFileSync(log, readFileSync(DEMO_LOG))

  const pushed = (await laptop.paas('watch', '--once', '--server', url, '--json')).json()
  expect(pushed).toMatchObject({ logs: 1, changed: 1, turns: 44, failed: 0 })
  const again = await laptop.paas('watch', '--once', '--server', url)
  expect(again.code).toBe(2)
  const { data } = (await (await fetch(`${url}/api/sessions`)).json()) as { data: { device: string; turns: number }[] }
  expect(data).toMatchObject([{ device: 'laptop', turns: 44 }])

  expect((await hub.paas('devices')).out).toContain('laptop')
  expect((await hub.paas('devices', '--remove', 'laptop')).code).toBe(0)
  const refused = await laptop.paas('watch', '--once', '--server', url)
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('paas devices --add')])
})

test('what is missing to push is said', async () => {
  const home = place()
  mkdirSync(home.file('.claude/projects/x'), { recursive: true })
  const laptop = place({ HOME: home.folder, ...ELSEWHERE, PAAS_TOKEN: '' })
  expect((await laptop.paas('watch', '--server', 'http://localhost:1')).err).toContain('PAAS_TOKEN')
  expect((await laptop.paas('watch', '--server', 'example')).err).toContain('--server https://')
  const unreachable = place({ HOME: home.folder, ...ELSEWHERE, PAAS_TOKEN: `paas_${'A'.repeat(43)}` })
  const ended = await unreachable.paas('watch', '--server', 'http://127.0.0.1:9')
  expect([ended.code, ended.err]).toEqual([1, expect.stringContaining('127.0.0.1:9')])
})
