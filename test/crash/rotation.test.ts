import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { spawnServer } from './mortal-server.ts'

const ACCOUNTS = 80
const LIVES = 4

async function post(url: string, path: string, body: object = {}) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
  return (await response.json()) as any
}

const keyOf = (id: number) => `sk-test-key-of-account-${id}`

async function expectAll(url: string): Promise<void> {
  for (let id = 1; id <= ACCOUNTS; id++) {
    expect((await post(url, `/accounts/${id}/key/reveal`)).data?.key, `account ${id}`).toBe(keyOf(id))
  }
}

test('kill -9 at any moment of a rotation: every secret opens in the next life, and the rotation is gone on with', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'paas-rotation-'))
  let server = spawnServer(folder)
  try {
    const first = (await server.url) as string
    const accounts = Array.from({ length: ACCOUNTS }, (_, n) => ({ account_name: `a${n + 1}` }))
    await post(first, '/private/batch-create-accounts', { accounts })
    for (let id = 1; id <= ACCOUNTS; id++) await post(first, `/accounts/${id}/key`, { key: keyOf(id) })
    const began = performance.now()
    await post(first, '/secrets/rotate')
    const wholeMs = performance.now() - began
    const held = () => readFileSync(join(folder, 'master.key'), 'utf8').trim().split('\n').length
    let brokenOff = 0
    for (let life = 0; life < LIVES; life++) {
      const url = (await server.url) as string
      const rotation = post(url, '/secrets/rotate').catch(() => null)
      await new Promise(done => setTimeout(done, (wholeMs * (life + 0.5)) / LIVES))
      await server.kill()
      const ended = await rotation
      if (ended === null && held() > 1) brokenOff++
      server = spawnServer(folder)
      await expectAll((await server.url) as string)
      expect(held()).toBeLessThanOrEqual(2)
    }
    expect(brokenOff).toBeGreaterThan(0)
    const url = (await server.url) as string
    expect((await post(url, '/secrets/rotate')).data).toMatchObject({ lost: 0 })
    expect(held()).toBe(1)
    await expectAll(url)
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})
