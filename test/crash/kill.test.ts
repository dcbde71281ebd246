import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { seeded } from '../../bench/words.ts'
import { databasePath } from '../../src/runtimes/node/data-folder.ts'
import { findLost, nothingAnswered } from './answered.ts'
import { findFaults } from './find-faults.ts'
import { type Lane, type Running, runChain, runClaims, runImports, say } from './lanes.ts'
import { openLives } from './lives.ts'

const CHAINS = 2
const CHAIN_ROTATIONS = 50
const IMPORT_LANES = 2
const IMPORTS = 50
const KILLS_MAX = 40
const LIFE_MS_MAX = 200
const LEASE_MS = 1000
const SEED = 20261123

/** Accounts to hand over to, and accounts that imports were recorded on: too few credits left to be chosen. */
async function makeAccounts(lane: Lane, name: string, count: number, credits: number): Promise<number[]> {
  const accounts = Array.from({ length: count }, (_, i) => ({
    account_name: `${name} ${i}`,
    refresh: 'never',
    credits_available: credits,
  }))
  const made = await say(lane, 'POST', '/private/batch-create-accounts', { accounts })
  return made.accounts.map((account: { id: number }) => account.id)
}

async function openChain(lane: Lane, name: string, current_account_id: number): Promise<Running> {
  const { id: project_id } = await say(lane, 'POST', '/projects', { name })
  const opened = await say(lane, 'POST', '/sessions', { project_id, account_id: current_account_id })
  return { session_id: opened.id, project_id, current_account_id }
}

test('kill -9 during 200 rotations and imports: what was answered is there, and nothing is half done', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'paas-crash-'))
  const random = seeded(SEED)
  const lives = await openLives(folder)
  const answered = nothingAnswered()
  const lane: Lane = { lives, answered }

  function look(): void {
    const db = new DatabaseSync(databasePath(folder), { readOnly: true })
    const now = Date.now()
    db.exec('BEGIN')
    const wrong = [...findFaults(db, now, LEASE_MS), ...findLost(db, answered, now)]
    db.close()
    expect(wrong).toEqual([])
  }

  try {
    const [first = 0, second = 0] = await makeAccounts(lane, 'account', 260, 100)
    const retired = await makeAccounts(lane, 'recorded on', IMPORT_LANES * IMPORTS, 20)
    const chains = [await openChain(lane, 'chain 0', first), await openChain(lane, 'chain 1', second)]
    let done = false
    const work = Promise.all([
      ...chains.map((chain, i) => runChain(lane, chain, `chain ${i}`, CHAIN_ROTATIONS)),
      runImports(lane, retired.slice(0, IMPORTS), 'import a'),
      runImports(lane, retired.slice(IMPORTS), 'import b'),
    ]).finally(() => {
      done = true
    })
    const claims = runClaims(lane, () => done)
    work.catch(() => {})
    claims.catch(() => {})
    let kills = 0
    for (; kills < KILLS_MAX && !done; kills++) {
      const moment = kills % 8 === 7 ? 'starting' : 'serving'
      await lives.endAfter(5 + random() * LIFE_MS_MAX, moment, look)
    }
    await Promise.all([work, claims])
    look()

    expect(answered.rotations.size).toBe(CHAINS * CHAIN_ROTATIONS + IMPORT_LANES * IMPORTS)
    expect(answered.turns.size).toBe(IMPORT_LANES * IMPORTS)
    expect(kills).toBeGreaterThanOrEqual(10)
    expect(lives.unanswered()).toBeGreaterThan(0)

    await expectSameAnswer(lane, chains[0] as Running)
    await sleep(LEASE_MS + 50)
    const db = new DatabaseSync(databasePath(folder), { readOnly: true })
    const live = db.prepare('SELECT count(*) AS n FROM leases WHERE expires_at_ms > ?').get(Date.now())
    db.close()
    expect(live).toMatchObject({ n: 0 })
  } finally {
    await lives.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}, 180_000)

/** A rotation that was answered long ago, repeated with its key: the first answer again, and nothing done twice. */
async function expectSameAnswer(lane: Lane, chain: Running): Promise<void> {
  const again = await say(lane, 'POST', '/private/auto-rotate', chain, 'chain 0 0')
  expect(again.session_id).toBe(lane.answered.rotations.get(chain.session_id)?.next)
}
