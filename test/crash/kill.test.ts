import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { databasePath } from '../../src/runtimes/node/data-folder.ts'
import { type Answered, findLost, nothingAnswered } from './answered.ts'
import { findFaults } from './find-faults.ts'
import { type MortalServer, spawnServer } from './mortal-server.ts'

const ROTATIONS = 200
const LEASE_MS = 3000
const folder = mkdtempSync(join(tmpdir(), 'paas-crash-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The same numbers in every run (mulberry32). */
function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Json = any

/** @returns the answer; null where the server died before it gave one. */
async function send(url: string, method: string, path: string, body: object, key?: string): Promise<Json | null> {
  try {
    const headers = { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) }
    const response = await fetch(`${url}/api${path}`, { method, headers, body: JSON.stringify(body) })
    return await response.json()
  } catch {
    return null
  }
}

interface World {
  readonly project: number
  /** The running session and its account; they change with each rotation. */
  session: number
  account: number
  rotated: number
  imports: number
}

/** One thing that a person or a log does; done again, it changes nothing more. @returns whether it was answered. */
type Deed = (url: string) => Promise<boolean>

function rotation(world: World, answered: Answered, n: number): Deed {
  const { session, account, project } = world
  return async url => {
    const body = { current_account_id: account, project_id: project, session_id: session }
    const answer = await send(url, 'POST', '/private/auto-rotate', body, `rotation-${n}`)
    if (answer === null) return false
    expect(answer, JSON.stringify(answer)).toMatchObject({ success: true })
    const next = { next: answer.session_id, account: answer.next_account.id, handoff: answer.handoff_id }
    answered.rotations.set(session, next)
    Object.assign(world, { session: next.next, account: next.account, rotated: world.rotated + 1 })
    return true
  }
}

function importing(world: World, answered: Answered, random: () => number): Deed {
  const key = `log-${Math.floor(random() * 6)}`
  const first = world.imports
  world.imports += 5
  const turns = Array.from({ length: 5 }, (_, i) => ({
    type: 'turn',
    key: `turn-${first + i}`,
    line: first + i,
    role: i % 2 ? 'assistant' : 'user',
    kind: 'text',
    text: `Turn ${first + i} of ${key}: keep the port at ${3000 + i}.`,
    human: i % 2 === 0,
    files: [{ path: `src/file-${i}.ts`, touch: 'edited' }],
  }))
  return async url => {
    const project = { id: world.project }
    const body = { tool: 'claude-code', session_key: key, project, account: { id: 1 }, turns, usage: [], last: true }
    const answer = await send(url, 'POST', '/capture', body)
    if (answer === null) return false
    expect(answer, JSON.stringify(answer)).toMatchObject({ success: true })
    const known = answered.turns.get(answer.session_id) ?? new Set()
    for (const turn of turns) known.add(turn.key)
    answered.turns.set(answer.session_id, known)
    return true
  }
}

function using({ session }: World, answered: Answered, credits: number): Deed {
  return async url => {
    const before = answered.credits.get(session) ?? [0]
    answered.credits.set(session, [...before, credits])
    const answer = await send(url, 'PATCH', `/sessions/${session}`, { credits_used: credits })
    if (answer === null) return false
    expect(answer.data.credits_used).toBe(credits)
    answered.credits.set(session, [credits])
    return true
  }
}

function claiming(answered: Answered): Deed {
  return async url => {
    const wish = { lease_seconds: LEASE_MS / 1000 }
    const answer = await send(url, 'POST', '/private/select-best-account', wish)
    const lease = answer?.data?.lease
    if (lease) answered.leases.push({ id: lease.id, endsAt: Date.parse(lease.expires_at) })
    return answer !== null
  }
}

function nextDeed(world: World, answered: Answered, random: () => number): Deed {
  const chance = random()
  if (chance < 0.5) return rotation(world, answered, world.rotated)
  if (chance < 0.8) return importing(world, answered, random)
  if (chance < 0.95) return using(world, answered, 1 + Math.floor(random() * 40))
  return claiming(answered)
}

/** What the file says while no server has it open. */
function examine(answered: Answered): void {
  const db = new DatabaseSync(databasePath(folder))
  try {
    expect(findLost(db, answered, Date.now())).toEqual([])
    expect(findFaults(db, Date.now(), LEASE_MS)).toEqual([])
  } finally {
    db.close()
  }
}

async function furnish(url: string): Promise<World> {
  const project = (await send(url, 'POST', '/projects', { name: 'Under fire' })).id
  const accounts = Array.from({ length: 300 }, (_, i) => ({ account_name: `account ${i}`, refresh: 'never' }))
  await send(url, 'POST', '/private/batch-create-accounts', { accounts })
  const opened = await send(url, 'POST', '/sessions', { project_id: project, account_id: 2, title: 'by hand' })
  return { project, session: opened.id, account: 2, rotated: 0, imports: 0 }
}

test('killed at any moment of 200 rotations and imports, every answered write is there and none is half done', async () => {
  const random = seeded(20261123)
  const answered = nothingAnswered()
  let server: MortalServer = spawnServer(folder)
  let url = (await server.url) as string
  const world = await furnish(url)
  let kills = 0
  while (world.rotated < ROTATIONS) {
    const patience = sleep(20 + random() * 160).then(() => server.kill())
    let unanswered: Deed | null = null
    while (unanswered === null) {
      const deed = nextDeed(world, answered, random)
      if (!(await deed(url))) unanswered = deed
    }
    await patience
    kills++
    examine(answered)
    server = spawnServer(folder)
    url = (await server.url) as string
    expect(await unanswered(url)).toBe(true)
  }
  await server.kill()
  examine(answered)
  expect(kills).toBeGreaterThan(10)
  expect(answered.rotations.size).toBe(world.rotated)
}, 240_000)
