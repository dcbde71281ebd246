import { Console } from 'node:console'
import { PassThrough } from 'node:stream'
import { format, inspect } from 'node:util'
import { expect, test } from 'vitest'
import { reveal, Secret } from './secret.ts'

const TEXT = 'sk-test-0123456789abcdef'

test('a secret is told by reveal and by nothing else', () => {
  const secret = new Secret(TEXT)
  expect(reveal(secret)).toBe(TEXT)
  const ways = [
    String(secret),
    `${secret}`,
    `the key ${secret} is wrong`,
    new Error(`cannot use ${secret}`).stack,
    JSON.stringify(secret),
    JSON.stringify({ account: { key: secret }, all: [secret] }),
    inspect(secret, { showHidden: true, depth: 9, getters: true }),
    inspect({ deep: { deeper: { deepest: secret } } }, { depth: 9, showHidden: true }),
    format('%s %o %O %j', secret, secret, secret, secret),
    inspect(structuredClone(secret)),
    Object.entries(secret).join(),
    JSON.stringify({ ...secret }),
    [secret].join(),
    Reflect.ownKeys(secret).map(String).join(),
  ]
  for (const said of ways) expect(said).not.toContain(TEXT.slice(0, 8))
  expect(String(secret)).toBe('[secret]')
  expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}')
  expect(inspect({ secret })).toBe('{ secret: [secret] }')
})

test('a console that is given one prints none', () => {
  const stream = new PassThrough()
  new Console(stream).log('with', new Secret(TEXT), { secret: new Secret(TEXT) })
  expect(String(stream.read())).toBe('with [secret] { secret: [secret] }\n')
})
