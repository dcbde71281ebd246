import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { boundLoad, type LoadBounds } from './overload.ts'

const BOUNDS: LoadBounds = { inFlightMax: 4, fromOneMax: 3, turnMsMax: 0, turnRequestsMin: 1_000 }
const stats = () => new Request('http://localhost/api/stats')
const health = () => new Request('http://localhost/api/health')
const quick = () => new Response('done')

/** Work that ends when it is told to. */
function slow() {
  const { promise, resolve } = Promise.withResolvers<Response>()
  return { work: () => promise, end: () => resolve(quick()) }
}

test('beyond the most requests at one time the next is sent away at once, told when to come again, and nothing is done', async () => {
  const bounded = boundLoad(BOUNDS)
  const begun = ['1', '2', '3', '4'].map(last => {
    const { work, end } = slow()
    return { end, answer: bounded(stats(), `203.0.113.${last}`, work) }
  })
  let isDone = false
  const refused = await bounded(stats(), '203.0.113.9', () => {
    isDone = true
    return quick()
  })
  expect([refused.status, refused.headers.get('retry-after'), isDone]).toEqual([503, '2', false])
  expect(await refused.json()).toMatchObject({ success: false, code: 'overloaded' })
  expect((await bounded(health(), '203.0.113.9', quick)).status).toBe(200)
  begun[0]?.end()
  await begun[0]?.answer
  expect((await bounded(stats(), '203.0.113.9', quick)).status).toBe(200)
})

test('slow bodies from one network leave room for others', async () => {
  const bounded = boundLoad(BOUNDS)
  for (const last of ['1', '2', '3']) void bounded(stats(), `2001:db8::${last}`, slow().work)
  expect((await bounded(stats(), '2001:db8::9', quick)).status).toBe(503)
  expect((await bounded(stats(), '203.0.113.9', quick)).status).toBe(200)
})

test('work that fails gives its room back', async () => {
  const bounded = boundLoad({ ...BOUNDS, inFlightMax: 1 })
  const fail = () => Promise.reject(new Error('broken'))
  await expect(bounded(stats(), undefined, fail)).rejects.toThrow('broken')
  expect((await bounded(stats(), undefined, quick)).status).toBe(200)
})

test('who stands behind too long a turn is sent away; the next turn begins anew', async () => {
  const bounded = boundLoad({ ...BOUNDS, turnRequestsMin: 3 })
  const statuses = async () => {
    const answers = Array.from({ length: 5 }, () => bounded(stats(), undefined, quick))
    return (await Promise.all(answers)).map(({ status }) => status)
  }
  expect(await statuses()).toEqual([200, 200, 200, 503, 503])
  await nextTurn()
  expect(await statuses()).toEqual([200, 200, 200, 503, 503])
})
