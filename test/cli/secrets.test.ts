import { chmodSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawKey } from '../../src/platform/keys.ts'
import { place } from './paas.ts'

const KEY = 'sk-test-9f8e7d6c5b4a3210ZYXW'
const base64 = () => Buffer.from(drawKey()).toString('base64')

test('a key is piped in, shown to a program, told by its end, forgotten', async () => {
  const { paas, pipe } = place()
  await paas('db', 'seed')
  const set = await pipe(`${KEY}\n`, 'key', 'set', '1')
  expect(set).toMatchObject({ code: 0, out: expect.stringContaining('…ZYXW') })
  expect(set.out + set.err).not.toContain(KEY)
  expect(await paas('key', 'show', '1')).toMatchObject({ code: 0, out: `${KEY}\n`, err: '' })
  expect((await paas('key', 'show', '1', '--json')).json()).toMatchObject({ account_id: 1, key: KEY })
  const told = await paas('key', 'show', '1', '--last4')
  expect(told.out).toMatch(/^…ZYXW of .*, since \d{4}-\d\d-\d\d, by You\n$/)
  expect((await paas('key', 'remove', '1')).code).toBe(0)
  expect(await paas('key', 'show', '1')).toMatchObject({ code: 1, err: expect.stringContaining('paas key set 1') })
})

test('a key as an argument is refused and not repeated; nothing piped in is said', async () => {
  const { paas, pipe } = place()
  await paas('db', 'seed')
  const refused = await pipe('', 'key', 'set', '1', KEY)
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('never an argument') })
  expect(refused.out + refused.err).not.toContain(KEY)
  expect(await pipe('\n', 'key', 'set', '1')).toMatchObject({ code: 1, err: expect.stringContaining('No key came') })
  expect(await pipe(KEY, 'key', 'set', 'nobody')).toMatchObject({ code: 1, err: expect.stringContaining('nobody') })
})

test('the key rotates with a running server and without one; what was kept opens afterwards', async () => {
  const { paas, pipe, start, data } = place()
  const read = () => readFileSync(join(data, 'master.key'), 'utf8')
  await paas('db', 'seed')
  await pipe(KEY, 'key', 'set', '1')
  const first = read()
  expect(await paas('secrets', 'rotate')).toMatchObject({
    code: 0,
    out: 'Sealed anew: 1 secret. The old key is gone.\n',
  })
  const second = read()
  const server = await start()
  expect((await paas('secrets', 'rotate', '--json')).json()).toMatchObject({ sealed_anew: 1, lost: 0 })
  expect((await paas('key', 'show', '1')).out).toBe(`${KEY}\n`)
  await server.stop()
  expect((await paas('key', 'show', '1')).out).toBe(`${KEY}\n`)
  expect(new Set([first, second, read()]).size).toBe(3)
  expect(read().trim().split('\n')).toHaveLength(1)
})

test('with PAAS_KEY it says how to rotate, and does so with two', async () => {
  const [old, now] = [base64(), base64()]
  const { paas, pipe, folder } = place()
  const data = join(folder, 'data')
  await paas('db', 'seed')
  const withKey = (PAAS_KEY: string) => place({ PAAS_DATA_DIR: data, PAAS_KEY })
  await pipe('', 'status')
  expect((await withKey(old).pipe(KEY, 'key', 'set', '1')).code).toBe(0)
  const single = await withKey(old).paas('secrets', 'rotate')
  expect(single).toMatchObject({ code: 1, err: expect.stringContaining('PAAS_KEY=<new>,<old>') })
  const both = await withKey(`${now},${old}`).paas('secrets', 'rotate')
  expect(both).toMatchObject({ code: 0, out: expect.stringMatching(/1 secret.*can be left out now/) })
  expect((await withKey(now).paas('key', 'show', '1')).out).toBe(`${KEY}\n`)
  const lost = await withKey(old).paas('key', 'show', '1')
  expect(lost).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/not held any more.*\n→ Put the old key back/),
  })
})

test('paas doctor tells whether the secrets can be opened, and whether others can read the key', async () => {
  const { paas, pipe, data } = place()
  await paas('db', 'seed')
  expect((await paas('doctor')).out).toMatch(/✓ Secrets +none kept/)
  await pipe(KEY, 'key', 'set', '1')
  expect((await paas('doctor')).out).toMatch(/✓ Secrets +1 sealed, their key is held/)
  const file = join(data, 'master.key')
  chmodSync(file, 0o644)
  expect(await paas('doctor')).toMatchObject({
    code: 1,
    out: expect.stringMatching(/✗ Secrets +Others .*\n.*chmod 600/),
  })
  rmSync(file)
  expect((await paas('doctor')).out).toMatch(/✗ Secrets +1 of 1 sealed with a key that is not held\n.*Put the key back/)
})

test('a PAAS_KEY that is none stops a start, and is not repeated', async () => {
  const short = Buffer.alloc(16, 7).toString('base64')
  const started = await place({ PAAS_KEY: short }).paas('start', '--port', '0')
  expect(started).toMatchObject({ code: 1, err: expect.stringContaining('PAAS_KEY is of 16 bytes, not 32') })
  expect(started.out + started.err).not.toContain(short)
})
