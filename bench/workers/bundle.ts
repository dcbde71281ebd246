/** How large the Worker is that is uploaded, and what starting it takes: `wrangler` tells both, offline. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runWrangler } from '../../src/runtimes/node/cloudflare/wrangler.ts'
import { type Figure, median } from '../measure.ts'

const STARTS = 5
const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url))
const CONFIG = fileURLToPath(new URL('../../web/vite.config.ts', import.meta.url))

export async function measureBundle(folder: string): Promise<Figure[]> {
  // What it serves is looked for before it is measured, though it is no part of it.
  execFileSync(process.execPath, [VITE, 'build', '--config', CONFIG, '--logLevel', 'warn'])
  const out = await runWrangler(['deploy', '--dry-run', '--outdir', join(folder, 'bundle')])
  const gzipped = Number(/gzip: ([\d.]+) KiB/.exec(out)?.[1]) * 1.024
  const starts: number[] = []
  for (let n = 0; n < STARTS; n++) starts.push(await startOnce(join(folder, `start-${n}.cpuprofile`)))
  return [
    {
      name: 'the Worker as it is uploaded, gzipped',
      measured: gzipped,
      unit: 'kB',
      goal: { atMost: 900 },
      note: 'wrangler deploy --dry-run, all of its parts',
    },
    {
      name: 'starting it, of one core',
      measured: median(starts),
      unit: 'ms',
      goal: { atMost: 50 },
      note: `median of ${STARTS}, worst ${Math.max(...starts).toFixed(0)}; wrangler check startup, what was not idle`,
    },
  ]
}

interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string } }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

async function startOnce(file: string): Promise<number> {
  await runWrangler(['check', 'startup', '--outfile', file])
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile
  const idle = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id))
  let micros = 0
  for (const [i, node] of samples.entries()) if (!idle.has(node)) micros += timeDeltas[i] ?? 0
  return micros / 1000
}
