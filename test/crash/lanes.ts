/** Work that goes on while the server dies: chains of rotations, imports that are handed over, claims. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answered } from './answered.ts'
import type { Lives, Sending } from './lives.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Json = any

export interface Lane {
  readonly lives: Lives
  readonly answered: Answered
}

export async function say({ lives }: Lane, method: Sending['method'], path: string, body?: unknown, key?: string) {
  const { status, text } = await lives.send({ method, path, body, ...(key && { key }) })
  if (status >= 300 && !(method === 'DELETE' && status === 404)) throw new Error(`${path}: ${status} ${text}`)
  return JSON.parse(text) as Json
}

export interface Running {
  readonly session_id: number
  readonly current_account_id: number
  readonly project_id: number
}

async function rotate(lane: Lane, running: Running, key: string): Promise<Running> {
  const answer = await say(lane, 'POST', '/private/auto-rotate', running, key)
  const { session_id: next, handoff_id: handoff, next_account } = answer
  lane.answered.rotations.set(running.session_id, { next, account: next_account.id, handoff })
  return { ...running, session_id: next, current_account_id: next_account.id }
}

/** Uses credits, hands over, and goes on in the next session. */
export async function runChain(lane: Lane, first: Running, name: string, rotations: number): Promise<void> {
  let running = first
  for (let n = 0; n < rotations; n++) {
    const credits_used = 1 + ((n * 7) % 45)
    lane.answered.credits.set(running.session_id, [0, credits_used])
    await say(lane, 'PATCH', `/sessions/${running.session_id}`, { credits_used })
    lane.answered.credits.set(running.session_id, [credits_used])
    running = await rotate(lane, running, `${name} ${n}`)
  }
}

/** Turns per batch: what a person says between two looks, and what an import brings. */
const BATCHES = [20, 60, 30]

/** Records a session in batches, then hands it over. */
export async function runImports(lane: Lane, accounts: readonly number[], name: string): Promise<void> {
  for (const id of accounts) {
    let turn = 0
    let place: Json
    for (const [i, size] of BATCHES.entries()) {
      const turns = Array.from({ length: size }, () => makeTurn(++turn, id))
      place = await say(lane, 'POST', '/capture', {
        tool: 'claude-code',
        session_key: `${name} ${id}`,
        project: { name: `${name} ${id}` },
        account: { id },
        turns,
        last: i === BATCHES.length - 1,
      })
      const keys = lane.answered.turns.get(place.session_id) ?? new Set()
      for (const { key } of turns) keys.add(key)
      lane.answered.turns.set(place.session_id, keys)
    }
    const { session_id, project_id, account_id: current_account_id } = place
    await rotate(lane, { session_id, project_id, current_account_id }, `${name} ${id}`)
  }
}

function makeTurn(n: number, id: number) {
  const asked = n % 5 === 1
  return {
    type: 'turn',
    key: `turn ${n}`,
    line: n,
    role: asked ? 'user' : 'assistant',
    kind: 'text',
    human: asked,
    text: `Turn ${n} of import ${id}: the export must never hold more than ${n * 3} rows; see src/export-${n % 9}.ts.`,
    files: [{ path: `src/export-${n % 9}.ts`, touch: n % 3 ? 'read' : 'edited' }],
  }
}

/** However quick the server is, the others find accounts too. */
const HELD_MAX = 5

/** Claims accounts for a second, and lets every third one go again, until `isOver`. */
export async function runClaims(lane: Lane, isOver: () => boolean): Promise<void> {
  const { leases } = lane.answered
  for (let n = 0; !isOver(); n++) {
    while (leases.filter(({ endsAt }) => endsAt > Date.now()).length >= HELD_MAX) await sleep(20)
    const { data } = await say(lane, 'POST', '/private/select-best-account', { lease_seconds: 1 })
    const lease = { id: data.lease.id as number, endsAt: Date.parse(data.lease.expires_at) }
    if (n % 3 > 0) leases.push(lease)
    else await say(lane, 'DELETE', `/private/leases/${lease.id}`)
  }
}
