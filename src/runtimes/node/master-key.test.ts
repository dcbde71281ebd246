import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawKey } from '../../platform/keys.ts'
import { masterKeyFile, openMasterKeys } from './master-key.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paas-key-'))
  file = masterKeyFile(folder)
})
afterEach(() => rmSync(folder, { recursive: true }))

const base64 = (key: Uint8Array) => Buffer.from(key).toString('base64')

test('a key is made at its first use, for its owner only, and stays', () => {
  const keys = openMasterKeys(folder, {})
  expect(keys.list()).toEqual([])
  expect(existsSync(file)).toBe(false)
  keys.ensure()
  const [key] = keys.list()
  expect(key).toHaveLength(32)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['master.key'])
  keys.ensure()
  expect(openMasterKeys(folder, {}).list()).toEqual([key])
})

test.each([0o640, 0o604, 0o644, 0o660])('a key that others can read (%o) is not used, and what to do is said', mode => {
  openMasterKeys(folder, {}).ensure()
  chmodSync(file, mode)
  const keys = openMasterKeys(folder, {})
  for (const use of [keys.list, keys.ensure, keys.renew, keys.dropOld]) {
    expect(use).toThrow(expect.objectContaining({ code: 'master-key-open' }))
  }
  chmodSync(file, 0o600)
  expect(keys.list()).toHaveLength(1)
})

test('a new key stands before the old one; letting go of the old one keeps the new', () => {
  const keys = openMasterKeys(folder, {})
  keys.ensure()
  const [old] = keys.list()
  keys.renew()
  const [current, ...others] = keys.list()
  expect(others).toEqual([old])
  expect(current).not.toEqual(old)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(keys.dropOld()).toBe(1)
  expect(keys.list()).toEqual([current])
  expect(keys.dropOld()).toBe(0)
})

test('a line that is no key and a file that is empty are said, and no new key takes their place', () => {
  for (const [text, code] of [
    ['not a key\n', 'bad-key'],
    ['', 'master-key-empty'],
  ] as const) {
    writeFileSync(file, text, { mode: 0o600 })
    const keys = openMasterKeys(folder, {})
    for (const use of [keys.list, keys.ensure, keys.renew]) expect(use).toThrow(expect.objectContaining({ code }))
    expect(readFileSync(file, 'utf8')).toBe(text)
  }
})

test('PAAS_KEY goes before the file, is never written down, and is not ours to change', () => {
  const [a, b] = [drawKey(), drawKey()]
  const keys = openMasterKeys(folder, { PAAS_KEY: `${base64(a)},${base64(b)}` })
  keys.ensure()
  keys.renew()
  expect(keys.list()).toEqual([a, b])
  expect(keys.dropOld()).toBeNull()
  const single = openMasterKeys(folder, { PAAS_KEY: base64(a) })
  expect(single.renew).toThrow(expect.objectContaining({ code: 'key-in-the-environment' }))
  expect(readdirSync(folder)).toEqual([])
})

test('a PAAS_KEY that is none is refused at once', () => {
  expect(() => openMasterKeys(folder, { PAAS_KEY: 'c2hvcnQ=' })).toThrow(expect.objectContaining({ code: 'bad-key' }))
})
