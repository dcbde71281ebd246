/** Handing over a session of 2,000 turns: recorded as it ran, by a server just restarted, in the moment of its import. */

import { setTimeout as sleep } from 'node:timers/promises'
import { startChild } from './child.ts'
import { type Figure, inFolder, median, quantile, runAlone, timeMs } from './measure.ts'
import { postJson, readTurns } from './recorded.ts'

const TURNS = 2000
/** A running session comes in small batches; an import in large ones, folded into its brief afterwards. */
const LIVE_BATCH = 50
const IMPORT_BATCH = 500
const WARM = 9
const COLD = 5
const SPARE_ACCOUNTS = 40
const SETTLED_MS = 3000

interface Recorded {
  readonly rotation: { current_account_id: number; project_id: number; session_id: number }
  readonly megabytes: number
}

async function record(port: number, seed: number, size: number): Promise<Recorded> {
  const { turns, usage } = await readTurns(seed, TURNS)
  const head = { tool: 'claude-code', session_key: `session ${seed}`, project: { name: `project ${seed}` } }
  const account = { name: `account that runs out ${seed}` }
  let receipt: Record<string, number> = {}
  for (let at = 0; at < TURNS; at += size) {
    const last = at + size >= TURNS
    const batch = {
      ...head,
      account,
      turns: turns.slice(at, at + size),
      usage: last ? usage : [],
      last,
      live: size === LIVE_BATCH,
    }
    receipt = await postJson(port, '/capture', batch)
  }
  const { account_id = 0, project_id = 0, session_id = 0 } = receipt
  const megabytes = turns.reduce((sum, turn) => sum + turn.text.length, 0) / 1e6
  return { rotation: { current_account_id: account_id, project_id, session_id }, megabytes }
}

const rotate = (port: number, { rotation }: Recorded) => timeMs(() => postJson(port, '/private/auto-rotate', rotation))

async function measure(folder: string): Promise<Figure[]> {
  let server = await startChild('./serve-paas.ts', folder)
  const spare = Array.from({ length: SPARE_ACCOUNTS }, (_, i) => ({ account_name: `spare ${i}`, platform: 'claude' }))
  await postJson(server.port, '/private/batch-create-accounts', { accounts: spare })
  const warm: number[] = []
  let megabytes = 0
  for (let run = 0; run < WARM; run++) {
    const recorded = await record(server.port, run, LIVE_BATCH)
    megabytes = recorded.megabytes
    warm.push(await rotate(server.port, recorded))
  }
  const waiting: Recorded[] = []
  for (let run = 0; run < 2 * COLD; run++) waiting.push(await record(server.port, 100 + run, LIVE_BATCH))
  const imported: number[] = []
  for (let run = 0; run < COLD; run++) {
    imported.push(await rotate(server.port, await record(server.port, 200 + run, IMPORT_BATCH)))
  }
  // The newest first: it is the one a person comes back to.
  const cold: number[] = []
  const settled: number[] = []
  for (const [run, recorded] of waiting.toReversed().entries()) {
    await server.stop()
    server = await startChild('./serve-paas.ts', folder)
    if (run % 2) await sleep(SETTLED_MS)
    const times = run % 2 ? settled : cold
    times.push(await rotate(server.port, recorded))
  }
  await server.stop()
  const figure = (name: string, times: number[]) => ({
    name: `auto-rotate on ${TURNS} turns (${megabytes.toFixed(1)} MB), ${name}`,
    measured: median(times),
    unit: 'ms',
    goal: { atMost: 50 },
    note: `median of ${times.length}, worst ${quantile(times, 1).toFixed(0)} ms, over HTTP`,
  })
  return [
    figure('as it ran', warm),
    figure('at once after a restart', cold),
    figure('the first, 3 s after a restart', settled),
    figure('in the moment of its import', imported),
  ]
}

await runAlone(import.meta.url, () => inFolder(measure))
