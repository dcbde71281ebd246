/** What an answer that survives a power cut costs: single writes per second with synchronous FULL, NORMAL and OFF. */
import { join } from 'node:path'
import { LOCAL_OWNER } from '../src/platform/call.ts'
import { openSql } from '../src/runtimes/node/sql.ts'
import { openWorkspace } from '../src/workspace/app.ts'
import { type Figure, inFolder, median, runAlone, timeMs } from './measure.ts'

const LEVELS = ['FULL', 'NORMAL', 'OFF'] as const
const ROUNDS = 7
const WRITES = 300
const URL_WRITTEN = 'http://localhost/api/knowledge'

const open = (path: string, level: string) => {
  const sql = openSql(path, `PRAGMA synchronous = ${level};`)
  const log = { error: console.error }
  return openWorkspace({ sql, clock: Date.now, alarm: { wakeAt() {} }, log, version: 'bench' })
}

async function write(app: ReturnType<typeof open>, n: number): Promise<void> {
  const body = JSON.stringify({ category: 'tip', title: `tip ${n}`, description: 'Kept once it is answered.' })
  const headers = { 'content-type': 'application/json', 'content-length': String(body.length) }
  const response = await app.fetch(new Request(URL_WRITTEN, { method: 'POST', headers, body }), {
    principal: LOCAL_OWNER,
  })
  if (response.status !== 201) throw new Error(await response.text())
}

async function compare(folder: string): Promise<Figure[]> {
  const apps = LEVELS.map(level => open(join(folder, `${level}.db`), level))
  const rates = LEVELS.map((): number[] => [])
  for (const app of apps) for (let n = 0; n < WRITES; n++) await write(app, n)
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, app] of apps.entries()) {
      const ms = await timeMs(async () => {
        for (let n = 0; n < WRITES; n++) await write(app, n)
      })
      rates[i]?.push((WRITES * 1000) / ms)
    }
  }
  return LEVELS.map((level, i) => ({
    name: `answered single writes, synchronous=${level}${level === 'FULL' ? ' (ours)' : ''}`,
    measured: median(rates[i] ?? []),
    unit: 'writes/s',
    note: `${(1000 / median(rates[i] ?? [])).toFixed(2)} ms each; medians of ${ROUNDS} alternating rounds of ${WRITES}`,
  }))
}

await runAlone(import.meta.url, () => inFolder(compare))
