/** What forecasts cost: of one account, of a pool of 10,000 of which 150 were used lately, and a plan with it. */
import { join } from 'node:path'
import { LOCAL_OWNER } from '../src/platform/call.ts'
import { openSql } from '../src/runtimes/node/sql.ts'
import { forecastAccount, forecastPool } from '../src/workspace/forecasts/index.ts'
import { planByPool } from '../src/workspace/forecasts/plan-by-pool.ts'
import { madeUpStreams } from './forecast/streams.ts'
import { type Figure, inFolder, median, quantile, runAlone } from './measure.ts'
import { writePool } from './write-pool.ts'

const ACCOUNTS = 10_000
const USED = 150
const DAY_MS = 86_400_000
const TOLD_MS = 600_000

/** Ten weeks of uses that end now, told every ten minutes of work; every account began anew on each of the last ten days. */
function writePast(path: string, now: number): void {
  const sql = openSql(path, 'PRAGMA synchronous = OFF;')
  const book = `INSERT INTO credit_ledger (account_id, kind, amount, balance, actor, at) VALUES (?, ?, ?, 50, 'You', ?)`
  const rest = (at: number) => new Date(at).toISOString().slice(0, 23).replace('T', ' ')
  sql.transaction(() => {
    for (let id = 1; id <= USED; id++) {
      const { uses } = madeUpStreams(id)[id % 7]!
      const late = now - uses.at(-1)!.at - 60_000
      const told = Map.groupBy(uses, ({ at }) => Math.ceil((at + late) / TOLD_MS) * TOLD_MS)
      for (const [at, each] of told) {
        const amount = each.reduce((sum, use) => sum + use.amount, 0)
        sql.run(book, id, 'use', -Math.ceil(amount), rest(Math.min(now, at)))
      }
    }
    for (let day = 10; day > 0; day--) {
      for (let id = 1; id <= ACCOUNTS; id++) sql.run(book, id, 'reset', 50, rest(now - day * DAY_MS))
    }
    for (let n = 1; n <= 200; n++) {
      sql.run("INSERT OR IGNORE INTO projects (id, name) VALUES (1, 'P')")
      sql.run(
        `INSERT INTO sessions (project_id, account_id, session_number, credits_used, duration_minutes, status, started_at)
         VALUES (1, ?, ?, ?, ?, 'completed', ?)`,
        n,
        n,
        10 + (n % 40),
        20 + (n % 90),
        rest(now - n * 3_600_000),
      )
    }
  })
  sql.run('ANALYZE')
  sql.close()
}

function times(count: number, work: (i: number) => unknown): number[] {
  return Array.from({ length: count }, (_, i) => {
    const start = performance.now()
    work(i)
    return performance.now() - start
  })
}

function measure(folder: string): Figure[] {
  const path = join(folder, 'workspace.db')
  const now = Date.now()
  writePool(path, { accounts: ACCOUNTS, leases: 100 })
  writePast(path, now)
  const sql = openSql(path)
  const call = { sql, now, principal: LOCAL_OWNER }
  const by = new Date(now + 2 * DAY_MS).toISOString()
  const figure = (name: string, ms: number[], atMost: number): Figure => ({
    name,
    measured: median(ms),
    unit: 'ms',
    goal: { atMost },
    note: `median of ${ms.length}, p99 ${quantile(ms, 0.99).toPrecision(2)} ms`,
  })
  const figures = [
    figure(
      'forecast of an account with ten weeks of uses',
      times(300, i => forecastAccount(call, 1 + (i % USED))),
      5,
    ),
    figure(
      `forecast of a pool of 10,000, ${USED} used lately`,
      times(9, () => forecastPool(call, 24)),
      300,
    ),
    figure(
      'plan of 2,000 credits with it',
      times(9, () => planByPool(call, { credits: 2000, by })),
      200,
    ),
  ]
  sql.close()
  return figures
}

await runAlone(import.meta.url, () => inFolder(measure))
