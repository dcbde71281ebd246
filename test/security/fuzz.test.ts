/**
 * Hostile requests to every group of routes of a real workspace. `PAAS_FUZZ_SEED=7 npx vitest run test/security/fuzz.test.ts`
 * draws others; a failure prints its seed, its path and the smallest request that still fails.
 */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Route } from '../../src/http/route.ts'
import { type OpenWorkspace, openFileWorkspace } from '../../src/runtimes/node/open-workspace.ts'
import { routes } from '../../src/workspace/rooms.ts'
import { BODIES } from './fuzz/bodies.ts'
import { type Attack, attackOn, SECRET } from './fuzz/request.ts'

const SEED = Number(process.env['PAAS_FUZZ_SEED'] ?? 20_261_123)
const BODIES_A_GROUP = 10_000
/** Where no route of a group takes a body. */
const REQUESTS = 1_000
/** Then a fresh workspace: what many small ones have left would make each the slower. */
const REQUESTS_A_WORKSPACE = 1_000

const GIVE_UP: Attack = { method: 'POST', path: '/api/private/archive/give-up', headers: {}, body: undefined }

let workspace: OpenWorkspace | undefined
/** What the log was told. */
const failures: unknown[] = []
let attacks: number

async function openAnew(): Promise<void> {
  workspace?.close()
  attacks = 0
  workspace = openFileWorkspace(':memory:', { log: { error: (message, detail) => failures.push([message, detail]) } })
  for (const [call, bodies] of Object.entries(BODIES)) {
    const [method = '', path = ''] = call.replace('{id}', '1').split(' ')
    for (const body of bodies) {
      await strike({ method, path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    }
  }
}

beforeEach(openAnew)
afterEach(() => {
  workspace?.close()
  workspace = undefined
  failures.length = 0
})

function groupsOf(all: readonly Route[]): Map<string, Route[]> {
  const groups = new Map<string, Route[]>()
  for (const route of all) {
    const group = route.isMove ? 'private/archive' : (route.path.split('/')[2] as string)
    groups.set(group, [...(groups.get(group) ?? []), route])
  }
  return groups
}

async function strikeNext(attack: Attack): Promise<void> {
  if (attacks++ === REQUESTS_A_WORKSPACE) {
    await readAll()
    await openAnew()
  }
  await strike(attack)
  // One that began a copy would keep all others out.
  if (attack.path.includes('/archive/')) await strike(GIVE_UP)
}

/** What the attacks have left can still be read. */
async function readAll(): Promise<void> {
  for (const route of routes) {
    if (route.method !== 'GET') continue
    const ids = route.path.includes('{') ? [1, 2, 3, 9, 10, 11] : [0]
    for (const id of ids) {
      const path = route.path.replace(/\{\w+\}/g, String(id))
      await strike({
        method: 'GET',
        path: path === '/api/search' ? `${path}?q=shop` : path,
        headers: {},
        body: undefined,
      })
    }
  }
}

async function strike({ method, path, headers, body }: Attack): Promise<void> {
  const request = new Request(`http://localhost${path}`, { method, headers, ...(body !== undefined && { body }) })
  const answer = (await workspace?.fetch(request)) as Response
  const text = await answer.text()
  const fault = faultOf(answer, text)
  if (fault) expect.fail(`${fault}: ${answer.status} ${text.slice(0, 2000)} ${JSON.stringify(failures.splice(0))}`)
}

function faultOf({ status, ok }: Response, text: string): string | null {
  if (failures.length > 0) return 'something went wrong inside'
  if (status >= 500) return 'answered as if it were our fault'
  if (text.includes(SECRET)) return 'said a secret again'
  return JSON.parse(text).success === ok ? null : 'success and status do not agree'
}

describe(`seed ${SEED}`, () => {
  for (const [group, all] of groupsOf(routes)) {
    const bodied = all.filter(route => route.body)
    const aimed = bodied.length > 0 ? bodied : all
    const count = bodied.length > 0 ? BODIES_A_GROUP : REQUESTS
    test(`${count} hostile requests to /api/${group}: each is answered, none breaks anything or says a secret again`, async () => {
      const attack = fc.oneof(...aimed.map(attackOn))
      await fc.assert(fc.asyncProperty(attack, strikeNext), { seed: SEED, numRuns: count })
      await readAll()
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    })
  }
})
