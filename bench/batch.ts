/** Recording 500 accounts in one request, on a file where every commit is synced. */
import { join } from 'node:path'
import { openFileWorkspace } from '../src/runtimes/node/open-workspace.ts'
import { type Figure, inFolder, median, runAlone, timeMs } from './measure.ts'
import { SKILLS } from './write-pool.ts'

const ACCOUNTS = 500
const RUNS = 15

function batch(run: number): string {
  const accounts = Array.from({ length: ACCOUNTS }, (_, i) => ({
    account_name: `team ${run} account ${i}`,
    account_email: `team${run}.account${i}@example.com`,
    platform: i % 2 ? 'claude' : 'chatgpt',
    specialization: SKILLS[i % SKILLS.length],
    capacity: 100,
  }))
  return JSON.stringify({ accounts })
}

async function record(folder: string): Promise<Figure[]> {
  const workspace = openFileWorkspace(join(folder, 'batch.db'))
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const body = batch(run)
    const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
    const url = 'http://localhost/api/private/batch-create-accounts'
    const ms = await timeMs(async () => {
      const response = await workspace.fetch(new Request(url, { method: 'POST', headers, body }))
      if (response.status !== 201) throw new Error(await response.text())
      await response.arrayBuffer()
    })
    times.push(ms)
  }
  workspace.close()
  const first = times.shift() as number
  return [
    {
      name: 'batch of 500 accounts',
      measured: median(times),
      unit: 'ms',
      goal: { atMost: 60 },
      note: `median of ${times.length}`,
    },
    { name: 'batch of 500 accounts, the first of a process', measured: first, unit: 'ms', goal: { atMost: 60 } },
  ]
}

await runAlone(import.meta.url, () => inFolder(record))
