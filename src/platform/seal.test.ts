import { createDecipheriv, createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { memoryKeys } from '../../test/support/memory-keys.ts'
import { drawKey, environmentKeys, keyIdOf, parseKeys } from './keys.ts'
import { lastOf, openSeal } from './seal.ts'
import { reveal, Secret } from './secret.ts'

const secret = new Secret('sk-test-0123456789abcdef · ключ')
const place = 'account:7'

test('what is sealed opens with the same key in the same place', async () => {
  const seal = openSeal(memoryKeys())
  const sealed = await seal.seal(secret, place)
  expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/)
  expect(reveal(await seal.open({ sealed, place }))).toBe(reveal(secret))
  expect(await seal.seal(secret, place)).not.toBe(sealed)
})

test('another implementation of AES-256-GCM opens it, and the name of its key is the beginning of its SHA-256', async () => {
  const keys = memoryKeys()
  const [key] = keys.held as [Uint8Array<ArrayBuffer>]
  const [, id, iv, cipher] = (await openSeal(keys).seal(secret, place)).split('.') as [string, string, string, string]
  expect(id).toBe(createHash('sha256').update(key).digest('hex').slice(0, 8))
  const bytes = Buffer.from(cipher, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'))
  decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-16))
  expect(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString()).toBe(reveal(secret))
})

test('moved to another place it does not open', async () => {
  const seal = openSeal(memoryKeys())
  const sealed = await seal.seal(secret, place)
  await expect(seal.open({ sealed, place: 'account:8' })).rejects.toMatchObject({ code: 'sealed-broken' })
})

test('changed in any byte it does not open', async () => {
  const seal = openSeal(memoryKeys())
  const sealed = await seal.seal(secret, place)
  const [version, id, ...parts] = sealed.split('.') as [string, string, string, string]
  const bytes = parts.map(part => Buffer.from(part, 'base64url'))
  for (const part of bytes) {
    for (let at = 0; at < part.length; at++) {
      part[at] = (part[at] as number) ^ 1
      const changed = [version, id, ...bytes.map(each => each.toString('base64url'))].join('.')
      await expect(seal.open({ sealed: changed, place })).rejects.toMatchObject({ code: 'sealed-broken' })
      part[at] = (part[at] as number) ^ 1
    }
  }
  for (const broken of ['', 'v1', 'v2.a.b.c', sealed.replace('v1', 'v2'), sealed.split('.').slice(0, 3).join('.')]) {
    await expect(seal.open({ sealed: broken, place }), broken).rejects.toMatchObject({ code: 'sealed-broken' })
  }
})

test('each key that is held opens, the first one seals; without its key it says which one it misses', async () => {
  const keys = memoryKeys()
  const seal = openSeal(keys)
  const sealed = await seal.seal(secret, place)
  const old = keyIdOf(keys.held[0] as Uint8Array<ArrayBuffer>)
  keys.renew()
  expect(reveal(await seal.open({ sealed, place }))).toBe(reveal(secret))
  expect([seal.isHeld(sealed), seal.isCurrent(sealed)]).toEqual([true, false])
  const anew = await seal.seal(secret, place)
  expect([seal.isHeld(anew), seal.isCurrent(anew)]).toEqual([true, true])
  keys.dropOld()
  expect(seal.isHeld(sealed)).toBe(false)
  await expect(seal.open({ sealed, place })).rejects.toMatchObject({
    code: 'sealed-with-a-lost-key',
    message: expect.stringContaining(old),
    text: { suggestion: expect.stringContaining('master.key') },
  })
  expect(reveal(await seal.open({ sealed: anew, place }))).toBe(reveal(secret))
})

test('a mark tells the same secret of the same place from another one, and differs under another key', async () => {
  const seal = openSeal(memoryKeys())
  const mark = await seal.mark(secret, place)
  expect(await seal.mark(new Secret(reveal(secret)), place)).toBe(mark)
  expect(await seal.mark(secret, 'account:8')).not.toBe(mark)
  expect(await seal.mark(new Secret('another'), place)).not.toBe(mark)
  expect(await openSeal(memoryKeys()).mark(secret, place)).not.toBe(mark)
})

test('the end of a secret is told only where it is little of it', () => {
  expect(lastOf(new Secret('sk-test-01234567'))).toBe('4567')
  expect(lastOf(new Secret('fifteen-letters'))).toBeNull()
})

test('keys are read as base64 and base64url, several with commas or lines between', () => {
  const [a, b] = [drawKey(), drawKey()]
  const text = `${Buffer.from(a).toString('base64')},${Buffer.from(b).toString('base64url')}`
  expect(parseKeys(text, 'PAAS_KEY')).toEqual([a, b])
  expect(parseKeys(text.replace(',', '\n'), 'master.key')).toEqual([a, b])
  expect(parseKeys('', 'PAAS_KEY')).toEqual([])
})

test.each([
  ['too short', Buffer.alloc(31).toString('base64')],
  ['too long', Buffer.alloc(33).toString('base64')],
  ['no base64', 'correct horse battery staple!'],
  ['bad behind a good one', `${Buffer.alloc(32).toString('base64')},abc`],
])('a key that is %s is refused, and nothing of it is said', (_, text) => {
  const read = () => environmentKeys(text).list()
  expect(read).toThrow(expect.objectContaining({ code: 'bad-key', message: expect.stringContaining('PAAS_KEY') }))
  expect(read).not.toThrow(text)
})

test('without a key nothing is sealed, and what to do is said', async () => {
  const seal = openSeal(environmentKeys(undefined))
  await expect(seal.seal(secret, place)).rejects.toMatchObject({ code: 'no-key' })
})
