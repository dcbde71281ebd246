/**
 * The Worker in a workerd of this machine, offline: its size, its start, each kind of request in a workspace's object, many
 * workspaces beside a busy one. `node bench/workers.ts [--table]` prints each kind of request too. Nothing here tells of
 * Cloudflare's network or of its machines.
 */
import { parseArgs } from 'node:util'
import { type Figure, inFolder, runAlone } from './measure.ts'
import { measureBundle } from './workers/bundle.ts'
import { measureCalls } from './workers/calls.ts'
import { measureIsolation } from './workers/isolation.ts'
import { startBenchWorker } from './workers/start-worker.ts'

const { values } = parseArgs({ options: { table: { type: 'boolean' } } })

async function measure(folder: string): Promise<Figure[]> {
  const bundle = await measureBundle(folder)
  const worker = await startBenchWorker(folder)
  try {
    const { figures, table } = await measureCalls(worker, folder)
    if (values.table) {
      console.log('milliseconds in an object: of one core, median and 99th until answered; on Node: median, 99th')
      for (const [inside, node] of table) {
        const cells = [inside.cpuMs, inside.medianMs, inside.p99Ms, node.medianMs, node.p99Ms].map(ms =>
          ms.toFixed(2).padStart(8),
        )
        console.log(`${inside.name.padEnd(48)}${cells.join('')}`)
      }
    }
    return [...bundle, ...figures, ...(await measureIsolation(worker))]
  } finally {
    await worker.stop()
  }
}

await runAlone(import.meta.url, () => inFolder(measure))
// wrangler leaves watchers behind.
if (import.meta.main) process.exit()
