/** From the command to the first answer: `paas start` with the dashboard built, under this Node and under the shell's. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Figure, inFolder, median, quantile, runAlone } from './measure.ts'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const RUNS = 9
const LOOK_EVERY_MS = 5
const PATIENCE_MS = 120_000

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function startOnce(node: string, folder: string): Promise<number> {
  const port = await freePort()
  const from = performance.now()
  const child = spawn(node, [at('bin/paas.mjs'), 'start', '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PAAS_DATA_DIR: folder },
  })
  const ended = once(child, 'exit')
  try {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null)
      if (answer?.ok) return performance.now() - from
      if (child.exitCode !== null || performance.now() - from > PATIENCE_MS)
        throw new Error('paas start did not answer')
      await sleep(LOOK_EVERY_MS)
    }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

async function measure(root: string): Promise<Figure[]> {
  if (!existsSync(at('web/index.html'))) throw new Error('there is no dashboard to build yet')
  const nodes: Record<string, string> = { "this project's Node": process.execPath }
  const shell = spawnSync('node', ['--version'], { encoding: 'utf8' })
  const version = shell.stdout?.trim()
  if (shell.status === 0 && version !== process.version) nodes[`the shell's Node ${version}`] = 'node'
  const figures: Figure[] = []
  // The first start builds what is missing and fills the compile cache.
  await startOnce(process.execPath, join(root, 'first'))
  for (const [name, node] of Object.entries(nodes)) {
    const times: number[] = []
    for (let run = 0; run < RUNS; run++) times.push(await startOnce(node, join(root, 'first')))
    figures.push({
      name: `ready to answer after paas start, ${name}`,
      measured: median(times) / 1000,
      unit: 's',
      goal: { atMost: 1 },
      note: `median of ${RUNS}, worst ${(quantile(times, 1) / 1000).toFixed(2)} s`,
    })
  }
  return figures
}

await runAlone(import.meta.url, () => inFolder(measure))
