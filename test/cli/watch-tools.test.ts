import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { editorFolders } from '../../src/cli/watch/editor-folders.ts'
import { place } from './paas.ts'

const MOVED = ['CLAUDE_CONFIG_DIR', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'CODEX_HOME', 'GEMINI_CLI_HOME', 'QWEN_HOME']
const MORE = ['QWEN_RUNTIME_DIR', 'COPILOT_HOME', 'PI_CODING_AGENT_DIR', 'PI_CODING_AGENT_SESSION_DIR', 'OPENCODE_DB']
const ELSEWHERE = Object.fromEntries([...MOVED, ...MORE, 'CLINE_DIR', 'CLINE_DATA_DIR'].map(name => [name, '']))

function machine(env: Record<string, string> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'paas-home-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const at = place({ ...ELSEWHERE, HOME: home, ...env })
  const once = async () => (await at.paas('watch', '--once', '--json')).json()
  const write = (path: string, ...records: unknown[]) => {
    const file = join(home, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${records.map(record => JSON.stringify(record)).join('\n')}\n`)
  }
  return { ...at, home, once, write }
}

const time = '2026-02-03T10:00:00.000Z'
const qwen = {
  uuid: 'q1',
  parentUuid: null,
  sessionId: 'q',
  timestamp: time,
  type: 'user',
  cwd: '/w/shop',
  version: '0.14.0',
  message: { role: 'user', parts: [{ text: 'Add tides' }] },
}
const copilot = [
  {
    type: 'session.start',
    data: { sessionId: 'c', producer: 'copilot-agent' },
    id: 'c1',
    timestamp: time,
    parentId: null,
  },
  { type: 'user.message', data: { content: 'Add tides' }, id: 'c2', timestamp: time, parentId: 'c1' },
]
const pi = [
  { type: 'session', version: 3, id: 'p', timestamp: time, cwd: '/w/shop' },
  { type: 'message', id: 'p1', parentId: null, timestamp: time, message: { role: 'user', content: 'Add tides' } },
]
const task = (ts: number) => [{ ts, type: 'say', say: 'task', text: 'Add tides' }]

test('each tool is found where it writes, and only its logs are read', async () => {
  const { paas, once, write, home } = machine()
  write('.qwen/projects/-w-shop/chats/q.jsonl', qwen)
  write('.qwen/projects/-w-shop/subagents/q/agent-1.jsonl', { ...qwen, uuid: 'q2', isSidechain: true })
  write('.qwen/projects/-w-shop/notes.jsonl', qwen)
  write('.copilot/session-state/c/events.jsonl', ...copilot)
  write('.copilot/session-state/c/workspace.json', {})
  write('.pi/agent/sessions/--w-shop--/p.jsonl', ...pi)
  const code = relative(home, editorFolders({ HOME: home })[0]!)
  write(`${code}/globalStorage/saoudrizwan.claude-dev/tasks/1/ui_messages.json`, task(1))
  write(`${code}/globalStorage/rooveterinaryinc.roo-cline/tasks/2/ui_messages.json`, task(2))
  write('.cursor-server/data/User/globalStorage/rooveterinaryinc.roo-cline/tasks/3/ui_messages.json', task(3))
  write('.cline/data/tasks/4/ui_messages.json', task(4))
  write('.cline/data/tasks/4/api_conversation_history.json', [])
  expect(await once()).toMatchObject({ logs: 8, changed: 8, turns: 8, failed: 0 })
  const { stats } = (await paas('status', '--json')).json()
  expect(stats.total_sessions).toBe(7)
  const doctor = (await paas('doctor')).out
  for (const title of ['Qwen Code', 'Copilot CLI', 'Pi', 'Cline, Roo Code, Kilo Code']) expect(doctor).toContain(title)
})

test('variables that move a tool are honoured', async () => {
  const { once, write, home } = machine()
  expect(await once()).toMatchObject({ error: { code: 'no-tools' } })
  write('elsewhere/projects/-w/chats/q.jsonl', qwen)
  write('sessions/p.jsonl', ...pi)
  write('copilot/session-state/c.jsonl', ...copilot)
  const moved = machine({
    QWEN_RUNTIME_DIR: join(home, 'elsewhere'),
    PI_CODING_AGENT_SESSION_DIR: join(home, 'sessions'),
    COPILOT_HOME: join(home, 'copilot'),
  })
  expect(await moved.once()).toMatchObject({ logs: 3, turns: 3, failed: 0 })
})

/** As OpenCode makes them; what is not read is left out. */
const SCHEMA = `PRAGMA journal_mode = WAL;
CREATE TABLE session (id TEXT PRIMARY KEY, project_id TEXT, parent_id TEXT, directory TEXT, title TEXT, version TEXT,
  time_created INTEGER, time_updated INTEGER);
CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT, time_created INTEGER, time_updated INTEGER, data TEXT);
CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT, session_id TEXT, time_created INTEGER, time_updated INTEGER,
  data TEXT);`

function opencode(home: string) {
  const folder = join(home, '.local', 'share', 'opencode')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'opencode.db')
  const open = () => new DatabaseSync(path)
  const db = open()
  db.exec(SCHEMA)
  db.close()
  return {
    folder,
    open,
    session(db: DatabaseSync, id: string, parent: string | null = null) {
      db.prepare('INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
        id,
        'p',
        parent,
        '/w/shop',
        'T',
        '1.2',
        1,
        1,
      )
    },
    say(db: DatabaseSync, session: string, id: string, text: string, at: number) {
      const info = JSON.stringify({ role: 'user', time: { created: at } })
      db.prepare('INSERT INTO message VALUES (?, ?, ?, ?, ?)').run(`msg_${id}`, session, at, at, info)
      const part = JSON.stringify({ type: 'text', text })
      db.prepare('INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)').run(`prt_${id}`, `msg_${id}`, session, at, at, part)
    },
  }
}

test('sessions of OpenCode are read from its database, again where they changed, and nothing is put beside it', async () => {
  const { home, data, once, paas } = machine()
  const { folder, open, session, say } = opencode(home)
  const db = open()
  session(db, 'ses_1')
  session(db, 'ses_2', 'ses_1')
  session(db, '../ses_3')
  say(db, 'ses_1', '1', 'Add tides', 1000)
  say(db, 'ses_2', '2', 'Find the tides', 2000)
  db.close()
  expect(readdirSync(folder)).toEqual(['opencode.db'])
  expect(await once()).toMatchObject({ logs: 2, changed: 2, turns: 2, failed: 0 })
  expect(await once()).toMatchObject({ logs: 2, changed: 0 })
  expect(readdirSync(join(data, 'gathered'))).toEqual(['opencode'])
  expect(readdirSync(folder)).toEqual(['opencode.db'])
  // The sub-agent's session belongs to the one that started it.
  expect((await paas('status', '--json')).json().stats.total_sessions).toBe(1)

  const running = open()
  say(running, 'ses_1', '3', 'And moons', 3000)
  expect(await once()).toMatchObject({ logs: 2, changed: 1, turns: 1, failed: 0 })
  running.close()
})

test('sessions of an older OpenCode are read from its files, unless its database has them', async () => {
  const { home, data, once, write } = machine()
  const { open, session, say } = opencode(home)
  const db = open()
  session(db, 'ses_1')
  say(db, 'ses_1', '1', 'Add tides', 1000)
  db.close()
  const storage = '.local/share/opencode/storage'
  for (const id of ['ses_1', 'ses_0']) {
    write(`${storage}/session/p/${id}.json`, {
      id,
      directory: '/w/shop',
      title: id,
      version: '0.9',
      time: { updated: 1 },
    })
    write(`${storage}/message/${id}/msg_${id}.json`, { id: `msg_${id}`, role: 'user', time: { created: 1 } })
    write(`${storage}/part/msg_${id}/prt_1.json`, { id: 'prt_1', type: 'text', text: 'Old words' })
  }
  expect(await once()).toMatchObject({ logs: 2, turns: 2, failed: 0 })
  const gathered = (id: string) => readFileSync(join(data, 'gathered', 'opencode', `${id}.json`), 'utf8')
  expect(gathered('ses_1')).toContain('Add tides')
  expect(gathered('ses_0')).toContain('Old words')
})

test('a database that is none is told, and the rest goes on', async () => {
  const { once, write } = machine()
  write('.local/share/opencode/opencode.db', 'no database')
  write('.qwen/projects/-w-shop/chats/q.jsonl', qwen)
  expect(await once()).toMatchObject({ logs: 1, turns: 1, failed: 1 })
})

test.each([
  ['linux', { HOME: '/h' }, '/h/.config/Code/User'],
  ['linux', { HOME: '/h', XDG_CONFIG_HOME: '/x' }, '/x/Cursor/User'],
  ['darwin', { HOME: '/h' }, '/h/Library/Application Support/VSCodium/User'],
  ['win32', { HOME: '/h', APPDATA: '/a' }, '/a/Code - Insiders/User'],
  ['linux', { HOME: '/h' }, '/h/.vscode-server/data/User'],
] as const)('on %s editors are looked for where they keep their data', (system, env, folder) => {
  expect(editorFolders(env, system)).toContain(folder)
})
