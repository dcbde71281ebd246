/** What each kind of work costs a workspace in what Cloudflare bills: counted in local workerd, over a furnished workspace. */
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { readTurns } from '../recorded.ts'
import type { Counts, Operation, Operations } from '../scale/cost.ts'
import { settle } from './calls.ts'
import { DASHBOARD, furnish, type Send } from './furnish.ts'
import type { BenchWorker } from './start-worker.ts'

const WORKSPACE = 'counted'
const BATCHES = 50
const TURNS_A_BATCH = 2
const FRONT_REQUESTS = 20

export async function countOperations(worker: BenchWorker): Promise<Operations> {
  const send: Send = (method, path, body) => worker.send(WORKSPACE, method, path, body)
  await worker.send('new', 'GET', '/api/health')
  const making = await worker.counts('new')
  await furnish(send)
  await settle(worker, WORKSPACE)
  const socket = await listen(worker)
  await worker.counts(WORKSPACE)

  /** With the alarms that it leaves behind. */
  async function count(work: () => Promise<unknown>): Promise<Counts> {
    const before = await worker.counts(WORKSPACE)
    await work()
    let sum: Counts = await worker.counts(WORKSPACE)
    for (let alarms = 1; alarms > 0; ) {
      await sleep(1500)
      const more = await worker.counts(WORKSPACE)
      alarms = more.alarms
      sum = plus(sum, more)
    }
    return { ...sum, bytes: sum.bytes - before.bytes }
  }

  const dashboard = await count(async () => {
    for (const { method, path } of DASHBOARD) await send(method, path)
  })
  const { turns, usage } = await readTurns(77, BATCHES * TURNS_A_BATCH)
  const head = { tool: 'claude-code', session_key: 'counted', project: { name: 'counted' }, live: true }
  let session = 0
  const recorded = await count(async () => {
    for (let n = 0; n < BATCHES; n++) {
      const batch = turns.slice(n * TURNS_A_BATCH, (n + 1) * TURNS_A_BATCH)
      const part = usage.slice(n * TURNS_A_BATCH, (n + 1) * TURNS_A_BATCH)
      const receipt = await send('POST', '/api/capture', { ...head, turns: batch, usage: part })
      session = Number(receipt.session_id)
    }
  })
  const { data } = (await send('GET', `/api/sessions/${session}`)) as unknown as {
    data: { project_id: number; account_id: number }
  }
  const wish = { session_id: session, project_id: data.project_id, current_account_id: data.account_id }
  const rotation = await count(() => send('POST', '/api/private/auto-rotate', wish))
  const openDay = (await send('GET', '/day')) as unknown as Counts
  await endAll(send)
  await send('GET', '/day')
  const idleDay = (await send('GET', '/day')) as unknown as Counts
  socket.terminate()
  await worker.send(WORKSPACE, 'GET', '/sleep').catch(() => {})
  const waking = await worker.counts(WORKSPACE)
  await fetch(`${worker.url}/front-counts`)
  for (let n = 0; n < FRONT_REQUESTS; n++) await worker.front('GET', '/api/settings')
  const front = (await (await fetch(`${worker.url}/front-counts`)).json()) as Counts
  return {
    dashboard: operationOf(dashboard),
    batch: operationOf(recorded, BATCHES),
    session: operationOf(recorded),
    rotation: operationOf(rotation),
    openDay: operationOf(openDay),
    idleDay: operationOf(idleDay),
    waking: operationOf(waking),
    making: operationOf(making),
    turnBytes: recorded.bytes / turns.length,
    admission: {
      queries: front.d1Queries / FRONT_REQUESTS,
      rowsRead: front.d1RowsRead / FRONT_REQUESTS,
      rowsWritten: front.d1RowsWritten / FRONT_REQUESTS,
    },
  }
}

/** Nothing is in progress any more: what waited to be handed over has been, and has ended too. */
async function endAll(send: Send): Promise<void> {
  type Sessions = { readonly data: readonly { readonly id: number; readonly status: string }[] }
  for (;;) {
    const { data } = (await send('GET', '/api/sessions?limit=100')) as unknown as Sessions
    const open = data.filter(({ status }) => status === 'in_progress')
    if (open.length === 0) return
    for (const { id } of open) await send('PATCH', `/api/sessions/${id}`, { status: 'completed' })
    await send('GET', '/day')
  }
}

const operationOf = (counts: Counts, times = 1): Operation => ({
  requests: (counts.requests - counts.alarms) / times,
  alarms: counts.alarms / times,
  rowsRead: counts.rowsRead / times,
  // Setting an alarm is billed as a row.
  rowsWritten: (counts.rowsWritten + counts.alarmsSet) / times,
})

function plus(a: Counts, b: Counts): Counts {
  const sum = { ...b }
  for (const key of ['requests', 'alarms', 'alarmsSet', 'rowsRead', 'rowsWritten'] as const) sum[key] = a[key] + b[key]
  return sum
}

function listen({ url }: BenchWorker): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/object/${WORKSPACE}/api/live`)
  return new Promise((done, fail) => socket.once('open', () => done(socket)).once('error', fail))
}
