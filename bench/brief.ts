/**
 * How much of what the rest of a session needs stands in our briefs, in its model's own summary, and in what there is without
 * either, all of one size. `node bench/brief.ts FOLDER [--share 0.5] [--budget 3000] [--files] [--json]`; docs/guide/briefs.md
 */
import { basename } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { countTokens } from '../src/core/brief/tokens.ts'
import type { MetaEvent } from '../src/core/transcript/event.ts'
import { type Cut, cutsOf } from './brief/cuts.ts'
import { METHODS } from './brief/methods.ts'
import { clip, needsOf, type Scores, scoresOf } from './brief/metric.ts'
import { plant, plantsKept } from './brief/plants.ts'
import { median } from './measure.ts'
import { listLogs, readSession } from './sessions.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    share: { type: 'string', default: '1' },
    budget: { type: 'string' },
    files: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const SUMMARY = "the model's own summary"
/** A future that comes back to less of its past says nothing. */
const NEEDED_MIN = 8
/** A line more or less is no fault. */
const SLACK = 1.02

interface Row extends Scores {
  readonly method: string
  readonly file: string
  /** The tool, and where its sessions were cut. */
  readonly group: string
  readonly budget: number
  readonly plants: number
  readonly ms: number
  readonly isOver: boolean
}

function judge(cut: Cut, meta: MetaEvent, file: string, tool: string): Row[] {
  const from = { file, group: `${tool}, cut ${cut.summary === null ? 'in the middle' : 'where its model summed up'}` }
  const needs = needsOf(cut.past, cut.future)
  if (needs.names.size < NEEDED_MIN) return []
  const budget = values.budget ? Number(values.budget) : Math.round(cut.tokens * Number(values.share))
  const clipped = (brief: string) => clip(brief, budget * SLACK)
  const rows = Object.entries(METHODS).map(([method, briefOf]): Row => {
    const begun = performance.now()
    const brief = briefOf(cut.past, budget, meta)
    const ms = performance.now() - begun
    const plants = plantsKept(clipped(briefOf(plant(cut.past), budget, meta)))
    const isOver = method === 'paas brief' && countTokens(brief) > budget
    return { ...from, method, budget, ...scoresOf(clipped(brief), needs), plants, ms, isOver }
  })
  if (cut.summary === null) return rows
  const scores = scoresOf(clipped(cut.summary), needs)
  const own: Row = { ...from, method: SUMMARY, budget, ...scores, plants: Number.NaN, ms: Number.NaN, isOver: false }
  return [own, ...rows]
}

const MEASURES = ['entities', 'words', 'anywhere', 'stated', 'asks', 'plants'] as const

function meanOf(rows: readonly Row[], measure: (typeof MEASURES)[number]): number {
  const known = rows.map(row => row[measure]).filter(value => !Number.isNaN(value))
  return known.reduce((sum, value) => sum + value, 0) / known.length
}

const cell = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(3)).padStart(9)

function printRows(label: string, rows: readonly Row[]): void {
  const ms = median(rows.map(row => row.ms))
  const cells = MEASURES.map(measure => cell(meanOf(rows, measure)))
  console.log(`${label.padEnd(32)}${cells.join('')}${(Number.isNaN(ms) ? '-' : ms.toFixed(0)).padStart(8)}`)
}

function printTable(title: string, rows: readonly Row[]): void {
  const cuts = rows.filter(row => row.method === 'paas brief')
  const size = median(cuts.map(row => row.budget))
  console.log(
    `\n${title}: ${cuts.length} cuts, ${size} tokens at the median, ${cuts.filter(r => r.isOver).length} over`,
  )
  console.log(`${''.padEnd(32)}${MEASURES.map(name => name.padStart(9)).join('')}${'ms'.padStart(8)}`)
  for (const [method, some] of Map.groupBy(rows, row => row.method)) printRows(method, some)
}

const [folder] = positionals
if (folder === undefined) throw new Error('say a folder of recorded sessions')
const rows: Row[] = []
for (const path of listLogs(folder)) {
  const { turns, meta, tool } = await readSession(path)
  const file = basename(path)
  const judged = cutsOf(turns).flatMap(cut => judge(cut, meta, file, tool))
  rows.push(...judged)
  if (!values.files) continue
  for (const row of judged.filter(({ method }) => method === 'paas brief')) printRows(file.slice(0, 31), [row])
}
if (rows.length === 0) throw new Error(`${folder} holds no session long enough`)
if (values.json) console.log(JSON.stringify({ schemaVersion: 1, rows }, null, 1))
else for (const [group, some] of Map.groupBy(rows, row => row.group)) printTable(group, some)
