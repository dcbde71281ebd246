import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OpenWorkspace, openFileWorkspace } from './open-workspace.ts'
import { openSql } from './sql.ts'

const MINUTE = 60_000
const START = Date.parse('2026-11-23T09:00:00Z')

let folder: string
let now: number
let open: OpenWorkspace[]
const file = () => join(folder, 'queue.db')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paas-queue-'))
  now = START
  open = []
})
afterEach(() => {
  for (const workspace of open) workspace.close()
  rmSync(folder, { recursive: true })
})

function openAgain(): OpenWorkspace {
  for (const workspace of open.splice(0)) workspace.close()
  const workspace = openFileWorkspace(file(), { clock: () => now, log: { error() {} } })
  open.push(workspace)
  return workspace
}

async function send(workspace: OpenWorkspace, method: string, path: string, body?: object) {
  const text = body && JSON.stringify(body)
  const headers = {
    'content-type': 'application/json',
    ...(text && { 'content-length': `${Buffer.byteLength(text)}` }),
  }
  const url = `http://localhost/api${path}`
  const response = await workspace.fetch(new Request(url, { method, headers, ...(text && { body: text }) }))
  return (await response.json()) as { data: never; id: number; error?: string; code?: string } & Record<string, unknown>
}

/** A database of its own, beside the workspace's. */
function sqlOf(work: string) {
  const sql = openSql(file())
  sql.run(work)
  sql.close()
}

/** So many projects, each with a session that waits for an account. @returns their handoffs. */
async function queue(workspace: OpenWorkspace, projects: number) {
  for (let n = 1; n <= projects; n++) {
    const project_id = (await send(workspace, 'POST', '/projects', { name: `P${n}` })).id
    const account_id = (
      await send(workspace, 'POST', '/accounts', { account_name: `used up ${n}`, credits_available: 5 })
    ).id
    await send(workspace, 'POST', '/sessions', { project_id, account_id })
    const wish = { current_account_id: account_id, project_id }
    expect((await send(workspace, 'POST', '/private/auto-rotate', wish)).code).toBe('no-accounts-for-rotation')
  }
  return list(workspace)
}

interface Row {
  readonly id: number
  readonly status: string
  readonly attempts: number
  readonly error: string | null
  readonly waits: boolean
  readonly not_before: string | null
}
const list = async (workspace: OpenWorkspace): Promise<Row[]> =>
  (await send(workspace, 'GET', '/handoffs')).data as Row[]
const one = async (workspace: OpenWorkspace, id: number): Promise<Row> =>
  (await send(workspace, 'GET', `/handoffs/${id}`)).data as Row

test('what waits knows until when, counts no attempt, and is carried out after a restart', async () => {
  await queue(openAgain(), 1)
  const [waiting] = await list(openAgain())
  expect(waiting).toMatchObject({ status: 'pending', waits: true, attempts: 0, not_before: '2026-11-24T00:00:00.000Z' })
  now = Date.parse('2026-11-24T00:00:01Z')
  expect(await list(openAgain())).toMatchObject([{ status: 'completed', attempts: 1 }])
})

test('one that fails is tried again, later each time, and holds up no other; at last it waits for a person', async () => {
  const workspace = openAgain()
  const [second, first] = await queue(workspace, 2)
  sqlOf(
    `CREATE TRIGGER broken BEFORE INSERT ON sessions WHEN new.project_id = 1 BEGIN SELECT raise(ABORT, 'broken disk'); END`,
  )
  for (const account_name of ['free 1', 'free 2']) await send(workspace, 'POST', '/accounts', { account_name })
  expect(await one(workspace, second?.id as number)).toMatchObject({ status: 'completed' })
  const id = first?.id as number
  const waits: number[] = []
  for (let attempt = 1; attempt < 5; attempt++) {
    const failed = await one(workspace, id)
    expect(failed).toMatchObject({
      status: 'pending',
      attempts: attempt,
      error: expect.stringContaining('broken disk'),
    })
    const notBefore = Date.parse(failed.not_before ?? '')
    waits.push((notBefore - now) / 1000)
    now = notBefore - 1
    workspace.app.wake()
    expect((await one(workspace, id)).attempts).toBe(attempt)
    now = notBefore
    workspace.app.wake()
  }
  expect(waits).toEqual([30, 60, 120, 240])
  expect(await one(workspace, id)).toMatchObject({ status: 'failed', attempts: 5 })
  now += 60 * MINUTE
  workspace.app.wake()
  expect((await one(workspace, id)).status).toBe('failed')
  sqlOf('DROP TRIGGER broken')
  await send(workspace, 'POST', `/handoffs/${id}/retry`)
  expect(await one(workspace, id)).toMatchObject({ status: 'completed', attempts: 1, error: null })
  expect((await send(workspace, 'POST', `/handoffs/${id}/retry`)).code).toBe('handoff-not-failed')
})

test('one that was being carried out when the process ended is taken up again when its lease is over', async () => {
  const workspace = openAgain()
  const [{ id } = { id: 0 }] = await queue(workspace, 1)
  sqlOf(`UPDATE handoff_queue SET status = 'processing', waits = 0, attempts = 1, not_before_ms = ${now + MINUTE}`)
  const next = openAgain()
  await send(next, 'POST', '/accounts', { account_name: 'free' })
  expect((await one(next, id)).status).toBe('processing')
  now += MINUTE
  next.app.wake()
  expect(await one(next, id)).toMatchObject({ status: 'completed', attempts: 2 })
})

test('one that ends the process each time is given up', async () => {
  const [{ id } = { id: 0 }] = await queue(openAgain(), 1)
  sqlOf(`UPDATE handoff_queue SET status = 'processing', waits = 0, attempts = 5, not_before_ms = ${now}`)
  const workspace = openAgain()
  expect(await one(workspace, id)).toMatchObject({ status: 'failed', error: expect.stringContaining('paas ended') })
})
