import { expect, test } from 'vitest'
import { place } from './paas.ts'

test('of a pool without a past it tells what is about to be lost, and of an account how much would be enough', async () => {
  const { paas } = place()
  expect((await paas('forecast')).code).toBe(2)
  await paas('db', 'seed')
  const pool = await paas('forecast', '--json')
  expect(pool.code).toBe(0)
  expect(pool.json()).toMatchObject({ schemaVersion: 1, runs_out: expect.any(Array) })
  expect(pool.json().about_to_be_lost.length).toBeGreaterThan(0)
  const account = (await paas('forecast', 'gemini · dimas', '--json')).json()
  expect(account.windows[0]).toMatchObject({ window: 'main', forecast: { because: [expect.any(String)] } })
  expect((await paas('forecast', 'nobody')).err).toContain('There is no account "nobody"')
})

test('a plan says which account when; what is impossible is blocked and says what is possible', async () => {
  const { paas } = place()
  await paas('db', 'seed')
  const possible = await paas('plan', '--credits', '40', '--by', '3h')
  expect(possible.code).toBe(0)
  expect(possible.out).toMatch(
    /40 credits by .*: possible, .* likely\.\n {2}\S+ at \d\d:\d\d to .* {2}.* credits\nAll done /,
  )
  const impossible = await paas('plan', '--credits', '90000', '--by', '1h', '--json')
  expect(impossible.code).toBe(3)
  const { schemaVersion, kind, credits, done } = impossible.json()
  expect({ schemaVersion, kind, done }).toEqual({
    schemaVersion: 1,
    kind: 'impossible',
    done: { likely: null, sure: null },
  })
  expect(credits).toBeLessThan(200)
})

test('without sessions the pace is not known: nothing to tell but what the accounts hold', async () => {
  const { paas } = place()
  const { code, out } = await paas('plan', '--credits', '40', '--by', '17:00')
  expect(code).toBe(2)
  expect(out).toContain('the accounts hold 0 credits')
})

test('a plan wants an amount and a time to come', async () => {
  const { paas } = place()
  expect((await paas('plan', '--credits', '40')).err).toContain('by when')
  expect((await paas('plan', '--credits', '40', '--by', 'soon')).err).toContain('"soon" is no time')
  expect((await paas('plan', '--credits', '40', '--by', '2020-01-01')).err).toContain('has passed')
})
