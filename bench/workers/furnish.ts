/** A workspace as people have it after some weeks, and what is asked of it: the same for both runtimes. */
import { routes } from '../../src/workspace/rooms.ts'
import { readTurns } from '../recorded.ts'
import { SKILLS } from '../write-pool.ts'

export type Send = (method: string, path: string, body?: unknown) => Promise<Record<string, never>>

export interface AskedCall {
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

const ACCOUNTS = 100
const SESSIONS = 10
const TURNS_EACH = 500
const BATCH = 250

/** The demo, a hundred accounts, five thousand turns. */
export async function furnish(send: Send): Promise<void> {
  await send('POST', '/api/demo', {})
  const accounts = Array.from({ length: ACCOUNTS }, (_, i) => ({
    account_name: `team account ${i}`,
    platform: i % 2 ? 'claude' : 'chatgpt',
    specialization: SKILLS[i % SKILLS.length],
  }))
  await send('POST', '/api/private/batch-create-accounts', { accounts })
  for (let n = 0; n < SESSIONS; n++) await importSession(send, `past ${n}`, await readTurns(n + 1, TURNS_EACH))
}

export async function importSession(send: Send, key: string, { turns, usage }: Awaited<ReturnType<typeof readTurns>>) {
  const head = { tool: 'claude-code', session_key: key, project: { name: 'imported' } }
  for (let at = 0; at < turns.length; at += BATCH)
    await send('POST', '/api/capture', { ...head, turns: turns.slice(at, at + BATCH) })
  return send('POST', '/api/capture', { ...head, usage, last: true })
}

const QUERIES: Readonly<Record<string, string>> = {
  '/api/search': '?q=plan',
  '/api/conversation': '?session_id=1&limit=50',
  '/api/sessions': '?limit=20',
  '/api/accounts': '?limit=20',
}
/** Measured by itself. */
const NOT = new Set(['/api/sessions/{id}/brief'])

/** Every route that reads; a thing that is not there is looked for too. */
const READS: readonly AskedCall[] = routes
  .filter(({ method, path }) => method === 'GET' && !NOT.has(path))
  .map(({ method, path }) => ({ method, path: path.replace('{id}', '1') + (QUERIES[path] ?? '') }))

const turn = (n: string) => ({
  type: 'turn',
  key: n,
  line: 1,
  role: 'assistant',
  kind: 'text',
  text: 'There are twelve stalls in Mill Street; the plan is to sort them by street and to count them again on Monday.',
})

/** One of each kind of change; `$n` is another number each time. */
const WRITES: readonly AskedCall[] = [
  { method: 'POST', path: '/api/projects', body: { name: 'project $n' } },
  { method: 'POST', path: '/api/accounts', body: { account_name: 'account $n', platform: 'claude' } },
  { method: 'PATCH', path: '/api/accounts/1', body: { notes: 'note $n' } },
  { method: 'POST', path: '/api/accounts/1/readings', body: { window: '5h', used_percent: 40 } },
  { method: 'POST', path: '/api/conversation', body: { session_id: 1, role: 'user', content: 'Count them, $n.' } },
  { method: 'PATCH', path: '/api/sessions/1', body: { handoff_notes: 'note $n' } },
  { method: 'POST', path: '/api/knowledge', body: { category: 'tip', title: 'tip $n', description: 'Blue first' } },
  { method: 'POST', path: '/api/files', body: { project_id: 1, file_path: 'src/$n.ts' } },
  { method: 'POST', path: '/api/private/select-best-account', body: { what_if: true } },
  {
    method: 'POST',
    path: '/api/capture',
    body: {
      tool: 'claude-code',
      session_key: 'live',
      project: { name: 'live' },
      live: true,
      turns: ['$n a', '$n b', '$n c', '$n d', '$n e'].map(turn),
    },
  },
]

export const CALLS: readonly AskedCall[] = [...READS, ...WRITES]

/** What a browser asks when the dashboard is opened, beside its socket. */
export const DASHBOARD: readonly AskedCall[] = [
  '/api/stats',
  '/api/people',
  '/api/projects',
  '/api/accounts',
  '/api/readings',
  '/api/sessions?limit=20',
  '/api/alerts?limit=1',
  '/api/settings',
  '/api/forecast',
].map(path => ({ method: 'GET', path }))
