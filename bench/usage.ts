/**
 * Usage: counted to the token as a reader of its own counts it, and told faster than ccusage scans the same profile.
 *
 *   node bench/usage.ts [--profile <home folder> | --sessions N] [--ccusage <its binary>] [--runs N]
 *
 * Without a profile one is made up. ccusage is no dependency: `npm pack @ccusage/ccusage-linux-x64@20.0.24` gets its binary.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Counts, countLogs, type LogCount, sumCounts } from './count-usage.ts'
import { type Figure, inFolder, median, runAlone, timeMs } from './measure.ts'
import { writeSession } from './profile.ts'

const { values } = parseArgs({
  options: {
    profile: { type: 'string' },
    sessions: { type: 'string', default: '120' },
    ccusage: { type: 'string' },
    runs: { type: 'string', default: '7' },
  },
})
const PAAS = fileURLToPath(new URL('../bin/paas.mjs', import.meta.url))
const MB = 1e6
const SESSION_BYTES = 0.4 * MB
const OUTPUT_MAX = 256 * MB
const NAMES = ['input_tokens', 'output_tokens', 'cache_read_tokens', 'cache_write_tokens'] as const

function run(program: string, words: readonly string[], env: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr } = spawnSync(program, words, { env, encoding: 'utf8', maxBuffer: OUTPUT_MAX })
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}: ${stderr}`)
  return stdout
}

function makeProfile(home: string): string {
  const folder = join(home, '.claude', 'projects', '-home-dev')
  mkdirSync(folder, { recursive: true })
  for (let i = 0; i < Number(values.sessions); i++) writeSession(join(folder, `session-${i}.jsonl`), i, SESSION_BYTES)
  return home
}

/** Sessions whose counts are not those of the logs that they were read from. */
function differing(logs: readonly LogCount[], rows: readonly (Counts & { session: string })[]): string[] {
  const ours = new Map<string, Counts>()
  for (const row of rows) ours.set(row.session, sumCounts([ours.get(row.session), row]))
  const theirs = new Map<string, Counts>()
  for (const { session, counts } of logs) theirs.set(session, sumCounts([theirs.get(session), counts]))
  const names = new Set([...ours.keys(), ...theirs.keys()])
  return [...names].filter(name => {
    const [a, b] = [sumCounts([ours.get(name)]), sumCounts([theirs.get(name)])]
    return NAMES.some(count => a[count] !== b[count])
  })
}

async function measure(root: string): Promise<Figure[]> {
  const home = values.profile ?? makeProfile(join(root, 'home'))
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: home, PAAS_DATA_DIR: join(root, 'data') }
  for (const name of ['CLAUDE_CONFIG_DIR', 'CODEX_HOME', 'GEMINI_CLI_HOME', 'XDG_CONFIG_HOME']) delete env[name]
  run(process.execPath, [PAAS, 'watch', '--once', '--json'], env)
  const logs = countLogs(home)
  const { rows, totals } = JSON.parse(run(process.execPath, [PAAS, 'usage', '--by', 'session', '--json'], env))
  const wrong = differing(logs, rows)
  for (const name of wrong) console.error(`differs: ${name}`)
  const counted = sumCounts(logs.map(({ counts }) => counts))
  const megabytes = logs.reduce((sum, { file }) => sum + statSync(file).size, 0) / MB
  const size = `${logs.length} logs, ${megabytes.toFixed(0)} MB`
  const gap = NAMES.reduce((sum, name) => sum + Math.abs(counted[name] - totals[name]), 0)
  const figures: Figure[] = [
    {
      name: 'usage: tokens that differ from an independent count',
      measured: gap,
      unit: 'tokens',
      goal: { atMost: 0 },
      note: `${size}, ${totals.total_tokens} tokens`,
    },
    { name: '… sessions that differ', measured: wrong.length, unit: 'sessions', goal: { atMost: 0 } },
  ]
  const ours: number[] = []
  const theirs: number[] = []
  for (let i = 0; i < Number(values.runs); i++) {
    ours.push(await timeMs(() => run(process.execPath, [PAAS, 'usage', '--json'], env)))
    if (values.ccusage) theirs.push(await timeMs(() => run(values.ccusage!, ['daily', '--json', '--offline'], env)))
  }
  figures.push({
    name: '… `paas usage --json`, warm, the whole command',
    measured: median(ours),
    unit: 'ms',
    note: `${values.runs} runs, ${size}`,
    ...(theirs.length > 0 && { goal: { atMost: Math.round(median(theirs)) } }),
  })
  if (theirs.length > 0) {
    const note = 'the same profile, in turns with ours'
    figures.push({ name: '… ccusage daily --json --offline', measured: median(theirs), unit: 'ms', note })
  }
  return figures
}

await runAlone(import.meta.url, () => inFolder(measure))
