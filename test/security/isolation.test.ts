/** Two workspaces on one server, and random work in both: neither ever holds anything of the other. */
import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstOwner, invited, type Somebody } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let sides: { readonly name: string; readonly who: Somebody; readonly workspace: string }[]

beforeAll(async () => {
  server = await startServer({ isPublic: true })
  const owner = await firstOwner(server)
  const { body } = await owner.ask('POST', '/api/workspaces', { name: 'Second' })
  const second = body.data.id as string
  sides = [
    { name: 'left', who: await invited(server, owner, 'owner', 'default'), workspace: 'default' },
    { name: 'right', who: await invited(server, owner, 'owner', second), workspace: second },
  ]
})
afterAll(() => server.stop())

/** What a side does, with ids that may be the other's as well. */
const step = record({
  side: constantFrom(0, 1),
  verb: constantFrom('create', 'change', 'delete', 'get', 'claim', 'reachOver'),
  kind: constantFrom('projects', 'accounts', 'knowledge'),
  id: integer({ min: 1, max: 12 }),
})

const NAME = { projects: 'name', accounts: 'account_name', knowledge: 'title' } as const
const LISTS = [
  '/api/projects',
  '/api/accounts',
  '/api/knowledge',
  '/api/activity?limit=1000',
  '/api/search?q=left',
  '/api/search?q=right',
  '/api/members',
  '/api/tokens',
]
let made = 0

async function act(chosen: { side: number; verb: string; kind: keyof typeof NAME; id: number }): Promise<void> {
  const { side, verb, kind, id } = chosen
  const { who, name, workspace } = sides[side] as (typeof sides)[number]
  const other = sides[1 - side] as (typeof sides)[number]
  const value = { [NAME[kind]]: `${name} ${++made}` }
  const more = kind === 'knowledge' ? { category: 'note', content: `${name} content` } : {}
  const here = { 'paas-workspace': workspace }
  if (verb === 'create') await who.ask('POST', `/api/${kind}`, { ...value, ...more }, here)
  if (verb === 'change') await who.ask('PATCH', `/api/${kind}/${id}`, value, here)
  if (verb === 'delete') await who.ask('DELETE', `/api/${kind}/${id}`, undefined, here)
  if (verb === 'claim') await who.ask('POST', '/api/private/select-best-account', { lease_seconds: 1 }, here)
  if (verb === 'get') {
    const { body } = await who.ask('GET', `/api/${kind}/${id}`, undefined, here)
    expect(JSON.stringify(body)).not.toContain(`${other.name} `)
  }
  if (verb === 'reachOver') {
    const reached = await who.ask('PATCH', `/api/${kind}/${id}`, value, { 'paas-workspace': other.workspace })
    expect(reached.status).toBe(404)
  }
}

test('whatever two workspaces do, no list of one holds a word of the other', async () => {
  const seed = Number(process.env.PAAS_SEED ?? 20_261_123)
  await assert(
    asyncProperty(array(step, { minLength: 5, maxLength: 40 }), async steps => {
      for (const one of steps) await act(one)
      for (const { who, name } of sides) {
        const other = name === 'left' ? 'right ' : 'left '
        for (const path of LISTS) {
          const { status, body } = await who.ask('GET', path)
          expect(status, path).toBe(200)
          expect(JSON.stringify(body.data).includes(other), `${name} ${path}`).toBe(false)
        }
      }
    }),
    { seed, numRuns: 40 },
  )
})
