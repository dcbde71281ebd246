/** What a deployment on Cloudflare costs: what each kind of work takes, counted in local workerd, times assumptions that are told. */
import { type Figure, inFolder, runAlone } from './measure.ts'
import { SOLO, TEAM, TIMES } from './scale/assumptions.ts'
import {
  measureDay,
  measureFree,
  measureMonth,
  measureStored,
  type Operation,
  type Operations,
  priceOf,
} from './scale/cost.ts'
import { LOOKED_UP, METERS, type Meter } from './scale/prices.ts'
import { countOperations } from './workers/count-operations.ts'
import { startBenchWorker } from './workers/start-worker.ts'

const MONTHS = 12

async function measure(folder: string): Promise<Figure[]> {
  const worker = await startBenchWorker(folder)
  try {
    const operations = await countOperations(worker)
    console.log(`\n${operationTable(operations)}\n\n${dayTable(operations)}\n\n${costTable(operations)}\n`)
    console.log(`prices as of ${LOOKED_UP}; ${JSON.stringify({ SOLO, TIMES })}`)
    const solo = measureFree(measureDay(operations, SOLO, TIMES))
    return [
      {
        name: 'bytes of the database for a turn',
        measured: operations.turnBytes,
        unit: 'B',
        note: 'index of the search and all',
      },
      {
        name: 'rows written for a turn that is recorded live',
        measured: operations.batch.rowsWritten / SOLO.turnsABatch,
        unit: 'rows',
        note: 'rows of indexes and alarms too',
      },
      {
        name: 'rows written on a day that nobody works',
        measured: operations.idleDay.rowsWritten,
        unit: 'rows',
        note: `${operations.idleDay.alarms} alarms`,
      },
      {
        name: 'workspaces of one person each that the free plan carries',
        measured: solo.workspaces,
        unit: 'times',
        note: `first used up: ${METERS[solo.by].name}`,
      },
    ]
  } finally {
    await worker.stop()
  }
}

const plain = (value: number): string => {
  if (value >= 1e9) return `${(value / 1e9).toFixed(value >= 1e10 ? 0 : 1)} billion`
  if (value >= 1e6) return `${(value / 1e6).toFixed(value >= 1e7 ? 0 : 1)} million`
  return value >= 10 ? Math.round(value).toLocaleString('en') : value.toPrecision(2)
}
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map(row).join('\n')

const NAMES: Readonly<Record<string, string>> = {
  dashboard: 'opening the dashboard',
  batch: 'a batch of two turns, recorded live',
  session: 'a session of 100 turns, from its first to its last',
  rotation: 'a rotation',
  openDay: 'a day with a socket open and nobody at work, sessions left in progress',
  idleDay: '… nothing in progress',
  waking: 'waking an object that slept',
  making: 'making a workspace',
}

function operationTable(operations: Operations): string {
  const rows = Object.entries(NAMES).map(([key, name]) => {
    const { requests, alarms, rowsRead, rowsWritten } = operations[key as keyof Operations] as Operation
    return [name, ...[requests, alarms, rowsRead, rowsWritten].map(plain)]
  })
  return table(['work', 'requests', 'alarms', 'rows read', 'rows written'], rows)
}

function dayTable(operations: Operations): string {
  const [solo, team] = [SOLO, TEAM].map(use => measureDay(operations, use, TIMES)) as [
    Record<Meter, number>,
    Record<Meter, number>,
  ]
  const rows = (Object.keys(METERS) as Meter[]).map(meter => {
    const { name, aDayFree } = METERS[meter]
    return [
      name,
      plain(solo[meter]),
      plain(team[meter]),
      Number.isFinite(aDayFree) ? plain(aDayFree) : '10 ms a request',
    ]
  })
  return table(['a day', 'one person', 'a team of ten', 'free a day'], rows)
}

function costTable(operations: Operations): string {
  const cases = [
    ['one person', SOLO, 1],
    ['a team of ten', TEAM, 1],
    ['10 workspaces', SOLO, 10],
    ['1,000 workspaces', SOLO, 1000],
    ['100,000 workspaces', SOLO, 100_000],
  ] as const
  const rows = cases.map(([name, use, workspaces]) => {
    const bill = measureMonth(operations, use, TIMES, workspaces)
    const stored = measureStored(operations, use, MONTHS) * workspaces
    const { usd, parts, storedUsd } = priceOf(bill, stored)
    const most = (Object.keys(parts) as Meter[]).reduce((a, b) => (parts[a] >= parts[b] ? a : b))
    return [
      name,
      ...[
        bill.workerRequests,
        bill.objectRequests,
        bill.rowsRead,
        bill.rowsWritten,
        bill.gigabyteSeconds,
        bill.d1RowsRead,
      ].map(plain),
      `${plain(stored / 1e9)} GB`,
      `$${plain(usd)}`,
      usd > 5.01 ? `${METERS[most].name} $${plain(parts[most])}, storage $${plain(storedUsd)}` : 'the plan',
    ]
  })
  return table(
    [
      'a month',
      'Worker requests',
      'object requests',
      'rows read',
      'rows written',
      'GB-s',
      'D1 rows read',
      'stored after a year',
      'paid plan',
      'most of it',
    ],
    rows,
  )
}

await runAlone(import.meta.url, () => inFolder(measure))
if (import.meta.main) process.exit()
