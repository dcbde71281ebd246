/** Every kind of route, called often: in an object in workerd, and in process on Node, over workspaces furnished alike. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type OpenWorkspace, openFileWorkspace } from '../../src/runtimes/node/open-workspace.ts'
import { type Figure, median, quantile } from '../measure.ts'
import { readTurns } from '../recorded.ts'
import { childrenNamed, cpuMsOf } from './cpu.ts'
import { type AskedCall, CALLS, furnish, importSession, type Send } from './furnish.ts'
import type { BenchWorker } from './start-worker.ts'

const TIMES = 200
/** Of calls, whose time is divided by it: a clock in workerd tells whole milliseconds. */
const BATCH = 20
const BRIEFS = 30
const GOAL_MS = 5
const BRIEF_BYTES = 2_000_000
const WORKSPACE = 'measured'

interface Hop {
  readonly wallMs: number
  readonly cpuMs: number
}

export interface Spread {
  readonly name: string
  readonly medianMs: number
  readonly p99Ms: number
  /** Of one core, of the slowest of ten batches. */
  readonly cpuMs: number
}

export const kindOf = ({ method, path }: AskedCall): string =>
  `${method} ${path.replace(/\?.*/, '').replace('/1', '/{id}')}`

/** When no alarm has rung for a second: what an import leaves for later is done. */
export async function settle(worker: BenchWorker, workspace: string): Promise<void> {
  do {
    await worker.counts(workspace)
    await sleep(1000)
  } while ((await worker.counts(workspace)).alarms > 0)
}

async function measureInside(worker: BenchWorker, pids: readonly number[], call: AskedCall, hop: Hop): Promise<Spread> {
  const each: number[] = []
  const means: number[] = []
  const cpu: number[] = []
  await worker.call({ workspaces: [WORKSPACE], calls: [call], times: BATCH })
  for (let done = 0; done < TIMES; done += BATCH) {
    const before = cpuMsOf(pids)
    const { ms, totalMs } = await worker.call({ workspaces: [WORKSPACE], calls: [call], times: BATCH })
    each.push(...ms)
    means.push(totalMs / BATCH)
    cpu.push((cpuMsOf(pids) - before) / BATCH)
  }
  const less = (ms: number, of: number) => Math.max(0, ms - of)
  return {
    name: kindOf(call),
    medianMs: less(median(means), hop.wallMs),
    p99Ms: less(quantile(each, 0.99), hop.wallMs),
    cpuMs: less(Math.max(...cpu), hop.cpuMs),
  }
}

async function measureNode(workspace: OpenWorkspace, call: AskedCall): Promise<Spread> {
  const each: number[] = []
  for (let n = 0; n < TIMES + BATCH; n++) {
    const from = performance.now()
    await ask(workspace, call, n)
    if (n >= BATCH) each.push(performance.now() - from)
  }
  return { name: kindOf(call), medianMs: median(each), p99Ms: quantile(each, 0.99), cpuMs: Number.NaN }
}

let made = 1_000_000
async function ask(workspace: OpenWorkspace, { method, path, body }: AskedCall, n = 0): Promise<Record<string, never>> {
  const text = body === undefined ? undefined : JSON.stringify(body).replaceAll('$n', `${made++}`)
  const init = text === undefined ? { method } : { method, body: text, headers: { 'content-type': 'application/json' } }
  const answer = await workspace.fetch(new Request(`http://localhost${path}`, init))
  if (answer.status >= 500) throw new Error(`${n} ${method} ${path}: ${await answer.text()}`)
  return (await answer.json()) as Record<string, never>
}

export interface Measured {
  readonly figures: Figure[]
  /** Each kind of route: in workerd, on Node. */
  readonly table: readonly (readonly [Spread, Spread])[]
}

export async function measureCalls(worker: BenchWorker, folder: string): Promise<Measured> {
  const workspace = openFileWorkspace(join(folder, 'node.db'))
  const here: Send = (method, path, body) => ask(workspace, { method, path, body })
  const there: Send = (method, path, body) => worker.send(WORKSPACE, method, path, body)
  const long = await readTurnsOf(BRIEF_BYTES)
  const session = [0, 0]
  for (const [i, send] of [here, there].entries()) {
    await furnish(send)
    session[i] = (await importSession(send, 'long', long)).session_id ?? 0
  }
  await settle(worker, WORKSPACE)
  await sleep(1000)
  const pids = childrenNamed('workerd')
  const before = cpuMsOf(pids)
  const empty = await worker.call({ workspaces: [WORKSPACE], calls: [{ method: 'GET', path: '/empty' }], times: 500 })
  const hop = { wallMs: empty.totalMs / 500, cpuMs: (cpuMsOf(pids) - before) / 500 }
  const hopMs = hop.wallMs
  const table: [Spread, Spread][] = []
  for (const call of CALLS)
    table.push([await measureInside(worker, pids, call, hop), await measureNode(workspace, call)])
  const figures = [...summed(table, hop), ...(await measureBriefs(worker, workspace, session, hopMs))]
  workspace.close()
  return { figures, table }
}

function summed(table: readonly (readonly [Spread, Spread])[], hop: Hop): Figure[] {
  const inside = table.map(([each]) => each)
  const node = table.map(([, each]) => each)
  const most = (spreads: readonly Spread[], key: 'p99Ms' | 'cpuMs') =>
    spreads.reduce((a, b) => (a[key] >= b[key] ? a : b))
  const within = inside.filter(({ cpuMs }) => cpuMs <= GOAL_MS).length
  const slowest = most(inside, 'cpuMs')
  return [
    {
      name: `a request in an object, of one core, slowest of ${table.length} kinds`,
      measured: slowest.cpuMs,
      unit: 'ms',
      goal: { atMost: GOAL_MS },
      note: `${slowest.name}; ${within} of ${table.length} kinds within ${GOAL_MS} ms, median ${median(inside.map(({ cpuMs }) => cpuMs)).toFixed(2)}; workerd's own time of the slowest 20 in 200, less the ${hop.cpuMs.toFixed(2)} ms of an empty call; --table has all`,
    },
    {
      name: '… until it is answered, median of the kinds',
      measured: median(inside.map(({ medianMs }) => medianMs)),
      unit: 'ms',
      note: `99th percentile of the slowest ${most(inside, 'p99Ms').p99Ms.toFixed(0)}, ${most(inside, 'p99Ms').name}; from inside workerd, less the ${hop.wallMs.toFixed(2)} ms of an empty call`,
    },
    {
      name: '… the same on Node, in process',
      measured: median(node.map(({ medianMs }) => medianMs)),
      unit: 'ms',
      note: `99th percentile of the slowest ${most(node, 'p99Ms').p99Ms.toFixed(0)}, ${most(node, 'p99Ms').name}`,
    },
  ]
}

async function measureBriefs(
  worker: BenchWorker,
  workspace: OpenWorkspace,
  [here, there]: readonly number[],
  hopMs: number,
) {
  const inside: number[] = []
  const node: number[] = []
  const path = (id: number | undefined) => ({ method: 'GET', path: `/api/sessions/${id}/brief` })
  for (let n = 0; n < BRIEFS; n++) {
    inside.push((await worker.call({ workspaces: [WORKSPACE], calls: [path(there)], times: 1 })).totalMs - hopMs)
    const from = performance.now()
    await ask(workspace, path(here))
    node.push(performance.now() - from)
  }
  // Put to sleep, an object reads what it remembers of the session from its database again.
  await worker.send(WORKSPACE, 'GET', '/sleep').catch(() => {})
  const cold = (await worker.call({ workspaces: [WORKSPACE], calls: [path(there)], times: 1 })).totalMs
  return [
    {
      name: 'a brief of a session of 2 MB, in an object',
      measured: median(inside),
      unit: 'ms',
      goal: { atMost: 50 },
      note: `median of ${BRIEFS}, worst ${quantile(inside, 1).toFixed(0)}; on Node ${median(node).toFixed(1)}, worst ${quantile(node, 1).toFixed(0)}`,
    },
    { name: '… of an object that slept, its waking included', measured: cold, unit: 'ms', note: 'once' },
  ]
}

async function readTurnsOf(bytes: number) {
  const { turns, usage } = await readTurns(99, 3000)
  let sum = 0
  const last = turns.findIndex(turn => {
    sum += JSON.stringify(turn).length
    return sum >= bytes
  })
  return { turns: turns.slice(0, last), usage: usage.slice(0, 500) }
}
