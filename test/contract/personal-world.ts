/** A workspace of several people in which one has a personal account: everything that can be told of it is unusual. */
import type { Principal } from '../../src/platform/call.ts'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

export const ANA: Principal = { id: 'ana', name: 'Ana', role: 'admin' }
export const BEA: Principal = { id: 'bea', name: 'Bea', role: 'member' }
export const CEM: Principal = { id: 'cem', name: 'Cem', role: 'admin' }
export const DUA: Principal = { id: 'dua', name: 'Dua', role: 'owner' }
export const EVI: Principal = { id: 'evi', name: 'Evi', role: 'viewer' }
const PEOPLE = [ANA, BEA, CEM, DUA, EVI]

export const asPerson = ({ id, name, role }: Principal) => ({ id, name, role, email: `${id}@team.example` })

export async function openTeam(open: OpenWorkspaceUnderTest): Promise<WorkspaceUnderTest> {
  const w = await open()
  await w.keepPeople(PEOPLE.map(asPerson))
  return w
}

/** What nobody but Ana may read anywhere, beside the figures of her account. */
export const SECRET_WORDS = [
  'ana.zephyr@nowhere.example',
  'signed-in.zephyr@nowhere.example',
  '/home/zephyr-logs',
  'notes of zephyr',
  'key of zephyr',
  'entry of zephyr',
  'quasar',
  'Zq9x',
  '2037-11-29T07:13',
  '2037-11-27T03:41',
] as const

export interface PersonalWorld {
  readonly w: WorkspaceUnderTest
  /** Ana's account. */
  readonly account: number
  readonly project: number
}

/** All that is said of the account in figures. */
const FIGURES = {
  capacity: 7351,
  left: 7243,
  reserve: 1129,
  told: 1811,
  window: 93_771,
  limit: 58_171,
  used: 37.73,
  first: 2399,
}
const MORE = { second: 2957, third: 1237, threshold: 1993, input: 48_611, output: 31_847, costUsd: 17.3917, past: 23 }
export const ANAS = { ...FIGURES, ...MORE }
/** Another account that is as free at every moment and reaches what its owner is told of at the same ones; no figure is the same. */
export const TWIN: typeof ANAS = {
  capacity: 7369,
  left: 7257,
  reserve: 1123,
  told: 1823,
  window: 93_787,
  limit: 58_189,
  used: 37.69,
  first: 2411,
  second: 2971,
  third: 1249,
  threshold: 1997,
  input: 48_623,
  output: 31_859,
  costUsd: 17.4121,
  past: 29,
}

export async function openPersonalWorld(open: OpenWorkspaceUnderTest, figures = ANAS): Promise<PersonalWorld> {
  const w = await openTeam(open)
  const ana = w.as(ANA)
  const post = async (path: string, body: object, by = ana) => {
    const answer = await call(by, 'POST', path, body)
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const hook = { url: 'https://hooks.example/all', event_types: ['alert.raised', 'alert.cleared', 'account.reset'] }
  await post('/webhooks', hook, w.as(DUA))
  await post('/accounts', { account_name: 'shared one' }, w)
  await post('/accounts', { account_name: 'shared two', specialization: 'Frontend', refresh: 'never' }, w)
  const { id: account } = await post('/accounts', {
    account_name: 'zephyr',
    account_email: 'ana.zephyr@nowhere.example',
    specialization: 'Frontend',
    notes: 'notes of zephyr',
    capacity: figures.capacity,
    credits_available: figures.left,
    reserve: figures.reserve,
    personal: true,
  })
  const on = `/accounts/${account}`
  await post(`${on}/key`, { key: 'sk-a-key-that-ends-in-Zq9x' })
  const renewal = { kind: 'weekly', at: '07:13', weekday: 7 }
  await post(`${on}/windows`, { name: 'quasar', unit: 'tokens', capacity: figures.window, renewal })
  await post(`${on}/ledger`, { kind: 'use', amount: figures.told, key: 'key of zephyr', note: 'entry of zephyr' })
  await post(`${on}/identities`, { kind: 'email', value: 'signed-in.zephyr@nowhere.example' })
  await post(`${on}/identities`, { kind: 'profile', value: '/home/zephyr-logs' })
  const reading = { window: 'weekly', used_percent: figures.used, limit: figures.limit, unit: 'tokens' }
  await post(`${on}/readings`, { ...reading, resets_at: '2037-11-27T03:41:00Z' })
  const project = (await post('/projects', { name: 'Shop', rotate_percent: 100, prepare_percent: 5, warn_percent: 10 }))
    .id
  // A recorded session on it, with tokens and what they cost.
  await post('/capture', {
    tool: 'claude-code',
    session_key: 'recorded',
    project: { id: project },
    account: { id: account },
    turns: [
      { type: 'turn', key: 't1', line: 1, role: 'user', kind: 'text', text: 'Make the cart', human: true, at: START },
    ],
    usage: [usage('u1', figures)],
    last: true,
  })
  // What such sessions use and how long they take is learnt from those before.
  for (let i = 0; i < 5; i++) {
    const { id } = await post('/sessions', { project_id: project, account_id: account, session_type: 'bugfix' })
    const ended = { status: 'completed', credits_used: figures.past, duration_minutes: 30 }
    await call(ana, 'PATCH', `/sessions/${id}`, ended)
  }
  // It is worked on, nears the limit of its project, and is handed over to a shared account.
  const first = (await post('/sessions', { project_id: project, account_id: account, session_type: 'bugfix' })).id
  await call(ana, 'PATCH', `/sessions/${first}`, { credits_used: figures.first })
  await call(ana, 'PATCH', `/sessions/${first}`, { credits_used: figures.second })
  await w.setTime(START + 60_000)
  await w.ring()
  const moved = await post('/private/auto-rotate', {
    current_account_id: account,
    project_id: project,
    session_id: first,
  })
  // From there it comes back to hers, which has the most left.
  await call(ana, 'PATCH', on, { status: 'available' })
  const back = { current_account_id: moved.next_account.id, project_id: project, session_id: moved.session_id }
  const second = await post('/private/auto-rotate', back)
  if (second.next_account.id !== account) throw new Error('the rotation was not to the personal account')
  await call(ana, 'PATCH', `/sessions/${second.session_id}`, { credits_used: figures.third })
  await post('/handoffs', { session_id: second.session_id, to_account_id: account })
  await post('/policies', {
    name: 'hers',
    condition: { kind: 'threshold', per: 'amount', at: figures.threshold },
    account_id: account,
  })
  await post('/knowledge', { category: 'tip', title: 'Carts', description: 'Carts are rounded up.' })
  await post('/files', { project_id: project, file_path: 'cart.ts' })
  // Of a shared account everybody is told, other systems too.
  await call(w, 'PATCH', '/accounts/1', { credits_available: 10 })
  await w.setTime(START + 120_000)
  await w.ring()
  return { w, account, project }
}

const usage = (key: string, { input, output, costUsd }: typeof ANAS) => ({
  type: 'usage',
  key,
  line: 2,
  model: 'claude-sonnet-4-5',
  inputTokens: input,
  outputTokens: output,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costUsd,
  at: START,
})
