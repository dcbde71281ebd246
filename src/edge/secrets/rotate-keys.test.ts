import { expect, test } from 'vitest'
import { memoryKeys } from '../../../test/support/memory-keys.ts'
import { environmentKeys, type Keys } from '../../platform/keys.ts'
import { openSeal } from '../../platform/seal.ts'
import { reveal, Secret } from '../../platform/secret.ts'
import type { Vault } from '../../platform/vault.ts'
import { openSql } from '../../runtimes/node/sql.ts'
import { migrate } from '../../workspace/migrations/migrate.ts'
import { openVault } from '../../workspace/secrets/index.ts'
import { rotateKeys } from './rotate-keys.ts'

/** A workspace's database with so many sealed secrets. */
async function furnish(keys: Keys, count: number, name = 'w') {
  const sql = openSql(':memory:')
  migrate(sql, 0)
  const seal = openSeal(keys)
  const put = async (place: string) => {
    const sealed = await seal.seal(new Secret(`secret of ${place}`), place)
    sql.run('INSERT INTO secrets (place, sealed) VALUES (?, ?)', place, sealed)
  }
  for (let n = 0; n < count; n++) await put(`${name}:${n}`)
  return { sql, vault: openVault(sql), seal, put }
}

async function allOpen({ vault, keys }: { vault: Vault; keys: Keys }): Promise<void> {
  const seal = openSeal(keys)
  for (const kept of vault.listSealed()) expect(reveal(await seal.open(kept))).toBe(`secret of ${kept.place}`)
}

test('every secret of every workspace is sealed anew, then the old key is gone', async () => {
  const keys = memoryKeys()
  const [before] = keys.held
  const { vault, seal } = await furnish(keys, 20)
  const other = await furnish(keys, 3, 'other')
  const was = vault.listSealed()
  const done = await rotateKeys({ vaults: [vault, other.vault], seal, keys })
  expect(done).toEqual({ sealed_anew: 23, lost: 0, resumed: false, keys_dropped: 1 })
  expect(keys.held).toHaveLength(1)
  expect(keys.held).not.toContain(before)
  expect(vault.listSealed()).toHaveLength(20)
  for (const { sealed } of was) expect(vault.listSealed().map(kept => kept.sealed)).not.toContain(sealed)
  await allOpen({ vault, keys })
  await allOpen({ vault: other.vault, keys })
})

test('broken off anywhere, everything still opens; the next one goes on with it and makes no third key', async () => {
  for (let breaksAt = 0; breaksAt < 6; breaksAt++) {
    const keys = memoryKeys()
    const { vault, seal } = await furnish(keys, 5)
    let steps = 0
    const mortal: Vault = {
      ...vault,
      replace(before, sealed) {
        if (steps++ === breaksAt) throw new Error('the power went')
        return vault.replace(before, sealed)
      },
    }
    const dying = { ...keys, dropOld: () => (breaksAt === 5 ? die() : keys.dropOld()) }
    await expect(rotateKeys({ vaults: [mortal], seal, keys: dying })).rejects.toThrow('the power went')
    await allOpen({ vault, keys })
    const [current] = keys.list()
    const done = await rotateKeys({ vaults: [vault], seal: openSeal(keys), keys })
    expect(keys.list()).toHaveLength(1)
    await allOpen({ vault, keys })
    if (breaksAt === 5) continue
    expect(done).toEqual({ sealed_anew: 5 - breaksAt, lost: 0, resumed: true, keys_dropped: 1 })
    expect(keys.list()).toEqual([current])
  }
})

function die(): never {
  throw new Error('the power went')
}

test('what is sealed with the old key while it goes on is not left behind', async () => {
  const keys = memoryKeys()
  const { vault, seal, sql } = await furnish(keys, 4)
  const late = await seal.seal(new Secret('secret of late:1'), 'late:1')
  let rounds = 0
  const busy: Vault = {
    ...vault,
    replace(before, sealed) {
      if (rounds++ === 3) sql.run('INSERT INTO secrets (place, sealed) VALUES (?, ?)', 'late:1', late)
      return vault.replace(before, sealed)
    },
  }
  expect(await rotateKeys({ vaults: [busy], seal, keys })).toMatchObject({ sealed_anew: 5, keys_dropped: 1 })
  await allOpen({ vault, keys })
})

test('what is entered anew meanwhile is not overwritten by what was there', async () => {
  const keys = memoryKeys()
  const { vault, seal, sql } = await furnish(keys, 1)
  const newer = await seal.seal(new Secret('secret of w:0'), 'w:0')
  let first = true
  const busy: Vault = {
    ...vault,
    replace(before, sealed) {
      if (first) sql.run('UPDATE secrets SET sealed = ?', newer)
      first = false
      return vault.replace(before, sealed)
    },
  }
  expect(await rotateKeys({ vaults: [busy], seal, keys })).toMatchObject({ sealed_anew: 1 })
  await allOpen({ vault, keys })
})

test('two at once end with one key and everything open', async () => {
  const keys = memoryKeys()
  const { vault, seal } = await furnish(keys, 10)
  await Promise.all([rotateKeys({ vaults: [vault], seal, keys }), rotateKeys({ vaults: [vault], seal, keys })])
  expect(keys.held).toHaveLength(1)
  await allOpen({ vault, keys })
})

test('what no key opens is counted and left as it is', async () => {
  const keys = memoryKeys()
  const { vault, seal, sql, put } = await furnish(keys, 2)
  keys.held = []
  await put('w:new')
  const lost = vault.listSealed().filter(({ place }) => place !== 'w:new')
  const done = await rotateKeys({ vaults: [vault], seal, keys })
  expect(done).toEqual({ sealed_anew: 1, lost: 2, resumed: false, keys_dropped: 1 })
  expect(vault.listSealed()).toEqual(expect.arrayContaining(lost))
  sql.run("UPDATE secrets SET place = 'w:moved' WHERE place = 'w:new'")
  expect(await rotateKeys({ vaults: [vault], seal, keys })).toMatchObject({ sealed_anew: 0, lost: 3 })
})

test('keys of the environment: the first of several takes over; of a single one it is said how', async () => {
  const old = memoryKeys()
  const { vault } = await furnish(old, 3)
  const text = (key: Uint8Array) => Buffer.from(key).toString('base64')
  const [was] = old.held as [Uint8Array]
  const single = environmentKeys(text(was))
  const alone = rotateKeys({ vaults: [vault], seal: openSeal(single), keys: single })
  await expect(alone).rejects.toMatchObject({
    code: 'key-in-the-environment',
    text: { suggestion: expect.stringContaining('PAAS_KEY=<new>,<old>') },
  })
  const now = memoryKeys().held[0] as Uint8Array
  const both = environmentKeys(`${text(now)},${text(was)}`)
  const done = await rotateKeys({ vaults: [vault], seal: openSeal(both), keys: both })
  expect(done).toMatchObject({ sealed_anew: 3, lost: 0, keys_dropped: null })
  await allOpen({ vault, keys: environmentKeys(text(now)) })
})
