/**
 * Briefs with the real command, from file to Markdown, and what a new turn of a running session costs.
 * `node bench/brief-speed.ts [--from LOG]`: a log of your own in place of the made-up one of 5 MB.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { foldTurn, newBriefState } from '../src/core/brief/index.ts'
import { startChild } from './child.ts'
import { type Figure, inFolder, median, quantile, runAlone, timeMs } from './measure.ts'
import { writeProfile, writeSession } from './profile.ts'
import { postJson, readTurns } from './recorded.ts'

const { values } = parseArgs({ options: { from: { type: 'string' } } })
const MB = 1e6
const RUNS = 15
const GROWTH_RUNS = 7
const MANY = [30, 20, 10, 10, 10, 5, 5, 5, 2, 2, 1].map(megabytes => megabytes * MB)
const TURNS = 2000
const LIVE_TURNS = 300
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** `paas brief` of some files: milliseconds of the whole process, and its peak. */
async function runBrief(folder: string, files: readonly string[]): Promise<{ ms: number; peakBytes: number }> {
  const use = join(folder, 'use')
  const preload = ['--import', pathToFileURL(at('./tell-use.ts')).href]
  const env = { ...process.env, PAAS_BENCH_USE: use }
  const ms = await timeMs(() => {
    const words = [...(files.length > 1 ? preload : []), at('../bin/paas.mjs'), 'brief', ...files]
    const { status, stderr } = spawnSync(process.execPath, words, { env, maxBuffer: 64 * MB })
    if (status !== 0) throw new Error(`paas brief ended with ${status}: ${stderr}`)
  })
  return { ms, peakBytes: files.length > 1 ? JSON.parse(readFileSync(use, 'utf8')).peakBytes : Number.NaN }
}

async function measureFiles(folder: string): Promise<Figure[]> {
  const [one, five, sixteen] = [1, 5, 16].map((megabytes, i) => {
    const file = join(folder, `${megabytes}.jsonl`)
    writeSession(file, 40 + i, megabytes * MB)
    return file
  }) as [string, string, string]
  const log = values.from ?? five
  const wholes: number[] = []
  const starts: number[] = []
  for (let run = 0; run < RUNS; run++) {
    wholes.push((await runBrief(folder, [log])).ms)
    starts.push(await timeMs(() => spawnSync(process.execPath, ['-e', '0'])))
  }
  const growth: number[] = []
  for (let run = 0; run < GROWTH_RUNS; run++) {
    const small = (await runBrief(folder, [one])).ms
    growth.push((await runBrief(folder, [sixteen])).ms / small)
  }
  const many = writeProfile(join(folder, 'many'), 60, MANY)
  const all = await runBrief(folder, many)
  return [
    {
      name: `a session of ${(statSync(log).size / MB).toFixed(1)} MB from file to brief, whole process`,
      measured: median(wholes),
      unit: 'ms',
      goal: { atMost: 250 },
      note: `median of ${RUNS}, ${quantile(wholes, 0).toFixed(0)} to ${quantile(wholes, 1).toFixed(0)}; an empty Node process takes ${median(starts).toFixed(0)}`,
    },
    {
      name: 'time of 16 MB over time of 1 MB',
      measured: median(growth),
      unit: 'x',
      goal: { atMost: 20 },
      note: `median of ${GROWTH_RUNS}`,
    },
    {
      name: `${MANY.reduce((sum, bytes) => sum + bytes, 0) / MB} MB in ${MANY.length} files, briefed in one run: peak of the process`,
      measured: all.peakBytes / MB,
      unit: 'MB',
      goal: { atMost: 300 },
      note: `in ${(all.ms / 1000).toFixed(1)} s`,
    },
  ]
}

/** A session that runs: its turns come one by one, and its brief is ready after each. */
async function measureTurns(folder: string): Promise<Figure[]> {
  const server = await startChild('./serve-paas.ts', folder)
  const { turns } = await readTurns(5, TURNS + LIVE_TURNS)
  const head = { tool: 'claude-code', session_key: 'running', project: { name: 'running' }, live: true }
  for (let n = 0; n < TURNS; n += 50)
    await postJson(server.port, '/capture', { ...head, turns: turns.slice(n, n + 50) })
  const times: number[] = []
  for (const turn of turns.slice(TURNS)) {
    times.push(await timeMs(() => postJson(server.port, '/capture', { ...head, turns: [turn] })))
  }
  await server.stop()
  const state = newBriefState()
  const folds: number[] = []
  for (const [i, turn] of turns.entries()) {
    const ms = await timeMs(() => foldTurn(state, turn, i + 1))
    if (i >= TURNS) folds.push(ms)
  }
  const figure = (name: string, ms: number[], how: string) => ({
    name: `a new turn on a session of ${TURNS} turns: ${name}`,
    measured: median(ms),
    unit: 'ms',
    goal: { atMost: 2 },
    note: `median of ${LIVE_TURNS}, 95th percentile ${quantile(ms, 0.95).toFixed(2)}${how}`,
  })
  return [figure('folded into its brief', folds, ''), figure('and recorded', times, ', over HTTP, safe on disk')]
}

await runAlone(import.meta.url, async () => [...(await inFolder(measureFiles)), ...(await inFolder(measureTurns))])
