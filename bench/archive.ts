/** A whole workspace as one file and back: how long, how fast, and how much memory of it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { databasePath } from '../src/runtimes/node/data-folder.ts'
import { openFileWorkspace } from '../src/runtimes/node/open-workspace.ts'
import { type Figure, inFolder, runAlone } from './measure.ts'

const BIN = fileURLToPath(new URL('../bin/paas.mjs', import.meta.url))
const SESSIONS = 200
const TURNS = 500
const MEGABYTE = 1_048_576

/** Words that pack as talk does: some new ones among the old. */
function talk(n: number): string {
  const words: string[] = []
  for (let i = 0; i < 250; i++) words.push(`word${(n * 7919 + i * i * 31) % 9973}`)
  return words.join(' ')
}

async function furnish(folder: string): Promise<void> {
  mkdirSync(join(folder, 'workspaces'), { recursive: true })
  const workspace = openFileWorkspace(databasePath(folder), { restMs: 3_600_000 })
  const at = Date.parse('2026-11-01T09:00:00Z')
  for (let session = 0; session < SESSIONS; session++) {
    const turns = Array.from({ length: TURNS }, (_, i) => ({
      type: 'turn' as const,
      key: `${session}-${i}`,
      line: i + 1,
      role: i % 2 === 0 ? ('user' as const) : ('assistant' as const),
      kind: 'text' as const,
      text: talk(session * TURNS + i),
      at: at + session * 3_600_000 + i * 5000,
    }))
    const meta = { type: 'meta' as const, line: 1, cwd: `/home/mira/code/shop${session % 9}` }
    workspace.app.capture([
      { tool: 'codex', session_key: `s${session}`, meta, turns, usage: [], readings: [] } as never,
    ])
  }
  workspace.close()
}

interface Run {
  readonly seconds: number
  readonly peakBytes: number
}

/** @throws Error where the command fails. */
async function run(folder: string, ...words: string[]): Promise<Run> {
  const start = performance.now()
  const child = spawn(process.execPath, [BIN, ...words], {
    env: { ...process.env, PAAS_DATA_DIR: folder },
    stdio: 'ignore',
  })
  let peakBytes = 0
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, readPeak(child))
  }, 20)
  const code = await new Promise(done => child.once('exit', done))
  clearInterval(timer)
  if (code !== 0) throw new Error(`paas ${words.join(' ')} ended with ${code}`)
  return { seconds: (performance.now() - start) / 1000, peakBytes }
}

/** The most that it has held so far; 0 where the system does not tell. */
function readPeak({ pid }: ChildProcess): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

async function measure(folder: string): Promise<Figure[]> {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')]
  await furnish(from)
  const megabytes = statSync(databasePath(from)).size / MEGABYTE
  const file = join(folder, 'all.paas')
  const out = await run(from, 'export', '--all', file)
  const back = await run(to, 'import', '--all', file)
  const note = `${SESSIONS * TURNS} turns, ${megabytes.toFixed(0)} MB`
  return [
    { name: 'export --all of a whole workspace', measured: out.seconds, unit: 's', note },
    { name: 'import --all, verified first', measured: back.seconds, unit: 's', note },
    { name: 'the file', measured: statSync(file).size / MEGABYTE, unit: 'MB', note },
    {
      name: 'most memory of the export',
      measured: out.peakBytes / MEGABYTE,
      unit: 'MB',
      note: 'the command with the workspace in it',
    },
    { name: 'most memory of the import', measured: back.peakBytes / MEGABYTE, unit: 'MB', note: 'the same' },
  ]
}

await runAlone(import.meta.url, () => inFolder(measure))
