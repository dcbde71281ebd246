/** A thousand workspaces in one workerd, a hundred dashboards open: what one that is busy does to the others. */
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { type Figure, median, quantile } from '../measure.ts'
import { readTurns } from '../recorded.ts'
import type { BenchWorker } from './start-worker.ts'

const WORKSPACES = 1000
const SOCKETS = 100
/** Read in turns, often enough that none of them falls asleep. */
const READ_IN = 200
const REQUESTS = 800
const CAPTURES_A_SECOND = 10
const CAPTURED_TURNS = 5
/** What `paas import` sends at once. */
const PART_TURNS = 500
const SMALL_PART_TURNS = 100
const READ = { method: 'GET', path: '/api/sessions?limit=20' }
const BUSY = 'busy'

export async function measureIsolation(worker: BenchWorker): Promise<Figure[]> {
  const names = Array.from({ length: WORKSPACES }, (_, n) => `of ${n}`)
  const made = await worker.call({
    workspaces: names,
    calls: [{ method: 'GET', path: '/api/health' }],
    times: WORKSPACES,
  })
  const sockets = await Promise.all(names.slice(0, SOCKETS).map(name => listen(worker, name)))
  await worker.send(BUSY, 'GET', '/api/health')
  await sleep(3000)
  const others = () =>
    worker
      .call({ workspaces: names.slice(0, READ_IN), calls: [READ], times: REQUESTS, pauseMs: 1 })
      .then(({ ms }) => ms)
  await others()
  const calm = await others()
  const { turns } = await readTurns(3, 20_000)
  const captured = await besides(
    n => capture(worker, `live ${n}`, turns.slice(n * CAPTURED_TURNS, (n + 1) * CAPTURED_TURNS), true),
    others,
    1000 / CAPTURES_A_SECOND,
  )
  await sleep(2000)
  const again = await others()
  let sent = 0
  async function besideImport(size: number) {
    const parts: number[] = []
    const work = async () => {
      const from = performance.now()
      const at = (sent++ * size) % (turns.length - size)
      await capture(worker, `past ${sent}`, turns.slice(at, at + size), false)
      parts.push(performance.now() - from)
    }
    return { size, parts, ms: await besides(work, others, 0) }
  }
  const [whole, small] = [await besideImport(PART_TURNS), await besideImport(SMALL_PART_TURNS)]
  for (const socket of sockets) socket.terminate()
  const told = (ms: readonly number[]) => `mean ${mean(ms).toFixed(2)} ms, 99th ${quantile(ms, 0.99).toFixed(0)}`
  const moved = (ms: readonly number[], before: readonly number[]) => Math.max(0, (mean(ms) / mean(before) - 1) * 100)
  const where = 'all on one thread, which Cloudflare does not do'
  return [
    {
      name: `a workspace made and opened, of ${WORKSPACES} in a row`,
      measured: median(made.ms),
      unit: 'ms',
      note: `99th ${quantile(made.ms, 0.99).toFixed(0)}`,
    },
    {
      name: `reads in ${READ_IN} of ${WORKSPACES} others while one records ${CAPTURES_A_SECOND} batches a second, slower by`,
      measured: moved(captured, calm),
      unit: '%',
      goal: { atMost: 20 },
      note: `${told(captured)}; in calm ${told(calm)}; ${SOCKETS} sockets open; ${where}`,
    },
    ...[whole, small].map(({ ms, parts, size }) => ({
      name: `… while one imports in parts of ${size} turns, as quick as it can`,
      measured: moved(ms, again),
      unit: '%',
      goal: { atMost: 20 },
      note: `${told(ms)}; in calm ${told(again)}; a part takes ${median(parts).toFixed(0)} ms; ${where}`,
    })),
  ]
}

/** Of times to a whole millisecond, which a median would round: their mean without the slowest tenth. */
function mean(ms: readonly number[]): number {
  const kept = [...ms].sort((a, b) => a - b).slice(0, Math.ceil(ms.length * 0.9))
  return kept.reduce((sum, each) => sum + each, 0) / kept.length
}

/** What `others` gives while `work` is done again and again. */
async function besides<T>(
  work: (n: number) => Promise<unknown>,
  others: () => Promise<T>,
  everyMs: number,
): Promise<T> {
  let isOver = false
  const busy = (async () => {
    for (let n = 0; !isOver; n++) {
      const next = sleep(everyMs)
      await work(n)
      await next
    }
  })()
  const result = await others()
  isOver = true
  await busy
  return result
}

const capture = (worker: BenchWorker, session_key: string, turns: readonly object[], live: boolean) =>
  worker.send(BUSY, 'POST', '/api/capture', { tool: 'claude-code', session_key, project: { name: 'p' }, live, turns })

function listen({ url }: BenchWorker, workspace: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/object/${encodeURIComponent(workspace)}/api/live`)
  return new Promise((done, fail) => socket.once('open', () => done(socket)).once('error', fail))
}
