/** Choosing the best of 100,000 accounts with three windows each: inside the process, and over HTTP against a bare route. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { STRATEGIES } from '../src/core/selection/candidate.ts'
import { LOCAL_OWNER } from '../src/platform/call.ts'
import { databasePath } from '../src/runtimes/node/data-folder.ts'
import { openSql } from '../src/runtimes/node/sql.ts'
import { chooseAccount, type Wish } from '../src/workspace/selection/index.ts'
import { startChild } from './child.ts'
import { countPerSecond, type Target } from './load.ts'
import { type Figure, inFolder, median, quantile, runAlone } from './measure.ts'
import { PROJECTS, SKILLS, TYPES, writePool } from './write-pool.ts'

const SIZE = { accounts: 100_000, leases: 1000, sessions: 20_000 }
const CHOICES = 1000
const ROUNDS = 7
const ROUND_MS = 1500

const WISHES: Record<string, (i: number) => Omit<Wish, 'person'>> = {
  'none asked for': () => ({}),
  'a skill asked for': i => ({ specialization: SKILLS[i % SKILLS.length] }),
  'a skill nobody has': i => ({ specialization: `skill ${i}` }),
  'skill, type and project': i => ({
    specialization: SKILLS[i % SKILLS.length],
    sessionType: TYPES[i % TYPES.length],
    projectId: 1 + (i % PROJECTS),
    runnersUp: 3,
  }),
}

function chooseInside(path: string): Figure[] {
  const sql = openSql(path)
  const figures = STRATEGIES.flatMap(strategy =>
    Object.entries(WISHES).map(([name, wish]): Figure => {
      const times: number[] = []
      for (let i = 0; i < CHOICES; i++) {
        const start = performance.now()
        const choice = chooseAccount(sql, { ...wish(i), person: LOCAL_OWNER.id, minCredits: 50, strategy }, Date.now())
        times.push(performance.now() - start)
        if (choice.kind === 'none') throw new Error('nothing was chosen')
      }
      return {
        name: `${strategy} of 100,000 accounts, ${name}`,
        measured: median(times),
        unit: 'ms',
        goal: { atMost: 2 },
        note: `median of ${CHOICES}, p99 ${quantile(times, 0.99).toPrecision(2)} ms`,
      }
    }),
  )
  sql.close()
  return figures
}

async function compareRoutes(ours: string, bare: string): Promise<Figure[]> {
  const paas = await startChild('./serve-paas.ts', ours)
  const plain = await startChild('./serve-bare.ts', bare)
  const targets: Record<string, Target> = {
    ours: {
      port: paas.port,
      method: 'POST',
      path: '/api/private/select-best-account',
      body: { specialization: 'backend' },
    },
    get: { port: plain.port, method: 'GET', path: '/bare' },
    post: { port: plain.port, method: 'POST', path: '/bare', body: { specialization: 'backend' } },
  }
  const rates: Record<string, number[]> = { ours: [], get: [], post: [] }
  try {
    for (const target of Object.values(targets)) await countPerSecond(target, 1000)
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, target] of Object.entries(targets)) {
        rates[name]?.push(await countPerSecond(target, ROUND_MS))
      }
    }
  } finally {
    await paas.stop()
    await plain.stop()
  }
  const ratio = (name: string) => median((rates.ours ?? []).map((rate, i) => (100 * rate) / (rates[name]?.[i] ?? 0)))
  const note = `medians of ${ROUNDS} alternating rounds, 32 connections`
  const perSecond = (name: string) => ({ measured: median(rates[name] ?? []), unit: 'req/s', note })
  return [
    { name: 'POST select-best-account', ...perSecond('ours') },
    { name: 'bare Hono GET, one prepared SELECT', ...perSecond('get') },
    { name: 'bare Hono POST with a JSON body, one prepared SELECT', ...perSecond('post') },
    { name: 'select route against the bare GET', measured: ratio('get'), unit: '%', goal: { atLeast: 50 } },
    { name: 'select route against the bare POST', measured: ratio('post'), unit: '%', goal: { atLeast: 50 } },
  ]
}

await runAlone(import.meta.url, () =>
  inFolder(async root => {
    const folders = ['ours', 'bare'].map(name => join(root, name)) as [string, string]
    for (const folder of folders) {
      mkdirSync(join(folder, 'workspaces'), { recursive: true })
      writePool(databasePath(folder), SIZE)
    }
    return [...chooseInside(databasePath(folders[0])), ...(await compareRoutes(...folders))]
  }),
)
