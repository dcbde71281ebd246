import { expect, test } from 'vitest'
import { DEMO_LOG, place } from './paas.ts'

test('the briefing goes to stdout, the next account to stderr, and a second time there is nothing to do', async () => {
  const { paas } = place()
  await paas('db', 'seed')
  const rotated = await paas('rotate', '--project', 'Warung POS')
  expect(rotated.code).toBe(0)
  expect(rotated.out).toMatch(/^# 🔄 AUTO-ROTATION HANDOFF - Warung POS\n/)
  expect(rotated.err).toMatch(/genspark · ayu → genspark · dimas/)
  const { running } = (await paas('status', '--json')).json()
  expect(running.map((one: { account_name: string }) => one.account_name)).toContain('genspark · dimas')
  const again = await paas('rotate', '--session', '15')
  expect(again.code).toBe(2)
  expect(again.err).toContain('Session 15 was handed off already.')
})

test('with no account free it is blocked, says what would help, and the handoff waits', async () => {
  const { paas } = place()
  await paas('import', DEMO_LOG)
  const { code, out, err } = await paas('rotate', '--session', '1')
  expect({ code, out }).toEqual({ code: 3, out: '' })
  expect(err).toMatch(/No available accounts for rotation\n→ The handoff waits in the queue: add an account/)
  const again = await paas('rotate', '--session', '1', '--json')
  expect(again.json().error).toMatchObject({ code: 'no-accounts-for-rotation', next_at: null })
  const status = (await paas('status', '--json')).json()
  expect(status.waiting).toHaveLength(1)
  expect(status.stats.total_sessions).toBe(1)
})

test('where several sessions run it asks which, and where none runs there is nothing to do', async () => {
  const { paas } = place()
  const none = await paas('rotate')
  expect(none.code).toBe(2)
  await paas('db', 'seed')
  const several = await paas('rotate')
  expect(several.code).toBe(1)
  expect(several.err).toContain('--session 15 (Warung POS on genspark · ayu)')
})

test('select prints the name of the account alone, and is blocked where none has so much left', async () => {
  const { paas } = place()
  await paas('db', 'seed')
  const best = await paas('select', '--specialization', 'Frontend', '--min-credits', '80')
  expect(best).toMatchObject({ code: 0, out: 'genspark · dimas\n' })
  const claimed = (await paas('select', '--specialization', 'Frontend', '--lease', '60', '--json')).json()
  expect(claimed.account.lease.id).toEqual(expect.any(Number))
  expect((await paas('select', '--specialization', 'Frontend')).out).not.toBe('genspark · dimas\n')
  expect((await paas('select', '--min-credits', '1000')).code).toBe(3)
})

test('handed to somebody it is theirs; to nobody it is refused with who there is', async () => {
  const { paas } = place()
  await paas('db', 'seed')
  const refused = await paas('rotate', '--project', 'Warung POS', '--to-person', 'Ana')
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('There is no person "Ana".\n→ There is "You".')
  const handed = await paas('rotate', '--project', 'Warung POS', '--to-person', 'You')
  expect(handed.code).toBe(0)
  expect(handed.err).toContain('handed to You')
})
