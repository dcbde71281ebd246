import { expect, test } from 'vitest'
import { place } from './paas.ts'

test('an account’s windows are listed, and a preset takes their place', async () => {
  const { paas } = place()
  await paas('db', 'seed')
  const { code, out } = await paas('account', 'windows', '1')
  expect([code, out]).toEqual([0, expect.stringMatching(/main .*\/100 credits/)])
  const { windows } = (await paas('account', 'windows', '1', '--preset', 'claude', '--json')).json()
  expect(windows.map((each: { name: string }) => each.name)).toEqual(['5h', 'weekly', 'weekly-opus'])
  expect((await paas('account', 'windows', '1', '--preset', 'nothing')).err).toMatch(/no preset "nothing"[\s\S]*claude/)
})

test('a rotation is listed, taken back once, and what did not fail is not tried again', async () => {
  const { paas } = place()
  await paas('db', 'seed')
  await paas('rotate', '--session', '15')
  const { handoffs } = (await paas('handoffs', '--json')).json()
  const id = String(handoffs[0].id)
  expect((await paas('handoffs', '--retry', id)).err).toContain('has not failed')
  expect((await paas('handoffs', '--undo', id)).out).toContain('session 15 goes on')
  expect((await paas('handoffs', '--undo', id)).code).toBe(1)
  expect((await paas('handoffs')).out).toMatch(/taken back/)
})
