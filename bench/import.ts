/** Importing Claude Code logs with the real command on one core: speed, and memory above an import of next to nothing. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { type Figure, inFolder, median, quantile, runAlone, timeMs } from './measure.ts'
import { writeProfile, writeSession } from './profile.ts'
import { sessionLines } from './session-lines.ts'

const { values } = parseArgs({ options: { from: { type: 'string' }, runs: { type: 'string', default: '3' } } })
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const MB = 1e6
const PROFILE = [80, 30, 30, 20, 20, 10, 10].map(megabytes => megabytes * MB)
const LONG = 200 * MB
const ONE_CORE = spawnSync('taskset', ['-V']).status === 0

interface Import {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakBytes: number
}

/** `paas import` into an empty workspace. */
async function runImport(folder: string, files: readonly string[]): Promise<Import> {
  const use = join(folder, 'use')
  const env = { ...process.env, PAAS_DATA_DIR: join(folder, `data-${performance.now()}`), PAAS_BENCH_USE: use }
  const preload = ['--import', pathToFileURL(at('./tell-use.ts')).href]
  const command = [process.execPath, ...preload, at('../bin/paas.mjs'), 'import', ...files, '--json']
  const [program, ...words] = (ONE_CORE ? ['taskset', '-c', '0', ...command] : command) as [string, ...string[]]
  const ms = await timeMs(() => {
    const { status, stderr, stdout } = spawnSync(program, words, { env, encoding: 'utf8', maxBuffer: 64 * MB })
    if (status !== 0) throw new Error(`paas import ended with ${status}: ${stderr || stdout}`)
  })
  return { seconds: ms / 1000, ...(JSON.parse(readFileSync(use, 'utf8')) as Omit<Import, 'seconds'>) }
}

function logsIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter(name => /\.jsonl(\.gz)?$/.test(name)).map(name => join(folder, name))
}

function writeTiny(file: string): string {
  const lines: string[] = []
  for (const line of sessionLines(9)) if (lines.push(line) === 20) break
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

async function measure(root: string): Promise<Figure[]> {
  const runs = Number(values.runs)
  const files = values.from ? logsIn(values.from) : writeProfile(join(root, 'profile'), 1, PROFILE)
  const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / MB
  const tiny = writeTiny(join(root, 'tiny.jsonl'))
  const long = join(root, 'long.jsonl')
  writeSession(long, 77, LONG)
  const speeds: number[] = []
  const perCpuSecond: number[] = []
  const above: number[] = []
  for (let run = 0; run < runs; run++) {
    const whole = await runImport(root, files)
    speeds.push(megabytes / whole.seconds)
    perCpuSecond.push(megabytes / whole.cpuSeconds)
    const idle = await runImport(root, [tiny])
    const peak = await runImport(root, [long])
    above.push((peak.peakBytes - idle.peakBytes) / MB)
  }
  const from = values.from ?? 'made up by hand'
  return [
    {
      name: `import of ${files.length} Claude Code logs, ${megabytes.toFixed(0)} MB, ${from}`,
      measured: median(speeds),
      unit: 'MB/s',
      goal: { atLeast: 60 },
      note: `median of ${runs}, worst ${quantile(speeds, 0).toFixed(0)}, start included, ${ONE_CORE ? 'one core' : 'no taskset: all cores'}`,
    },
    {
      name: 'the same per second of processor time, all threads',
      measured: median(perCpuSecond),
      unit: 'MB/s',
      note: 'what a busy machine does not blur',
    },
    {
      name: `memory above idle, one log of ${LONG / MB} MB`,
      measured: median(above),
      unit: 'MB',
      goal: { atMost: 150 },
      note: `median of ${runs}, worst ${quantile(above, 1).toFixed(0)}; peak of the process`,
    },
  ]
}

await runAlone(import.meta.url, () => inFolder(measure))
