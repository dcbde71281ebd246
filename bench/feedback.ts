/**
 * What receivers of our briefs would ask again, over a folder of recorded sessions: each is cut where its tool wrote its own
 * summary (else in its middle), briefed up to there, and followed from there. `node bench/feedback.ts FOLDER [--list]`
 */
import { relative } from 'node:path'
import { foldMeta, foldTurn, newBriefState, renderBrief } from '../src/core/brief/index.ts'
import { type Feedback, LAST_TURN, measureFeedback } from '../src/core/feedback/measure-feedback.ts'
import type { MetaEvent, TurnEvent } from '../src/core/transcript/event.ts'
import { median } from './measure.ts'
import { listLogs, readSession } from './sessions.ts'

/** As a rotation asks for. */
const BUDGET_TOKENS = 3000
/** Less of a past needs no brief. */
const PAST_TURNS = 20

function cutsOf(turns: readonly TurnEvent[]): number[] {
  const summaries = turns.flatMap(({ kind }, i) => (kind === 'summary' && i >= PAST_TURNS ? [i] : []))
  if (summaries.length > 0) return summaries
  return turns.length >= 2 * PAST_TURNS ? [Math.floor(turns.length / 2)] : []
}

function follow(turns: readonly TurnEvent[], meta: MetaEvent, cut: number): Feedback & { ms: number } {
  const state = newBriefState()
  foldMeta(state, meta)
  turns.slice(0, cut).forEach((turn, i) => {
    foldTurn(state, turn, i + 1)
  })
  const brief = renderBrief(state, { budgetTokens: BUDGET_TOKENS }).markdown
  const after = turns[cut]?.kind === 'summary' ? cut + 1 : cut
  const first = turns.slice(after, after + LAST_TURN).map((event, i) => ({ n: after + i + 1, event }))
  const begun = performance.now()
  const feedback = measureFeedback({ state, brief, cwd: meta.cwd ?? null }, first)
  return { ...feedback, ms: performance.now() - begun }
}

const [folder, list] = process.argv.slice(2)
if (folder === undefined) throw new Error('say a folder of recorded sessions')
const all: (Feedback & { ms: number })[] = []
for (const file of listLogs(folder)) {
  const name = relative(folder, file)
  const { turns, meta } = await readSession(file)
  for (const cut of cutsOf(turns)) {
    const feedback = follow(turns, meta, cut)
    all.push(feedback)
    console.log(`${name} at turn ${cut}: re-asked: ${feedback.reasked} of ${feedback.items} items`)
    if (list !== '--list') continue
    for (const { kind, text, turn, inBrief, fact } of feedback.list)
      console.log(
        `  ${kind} again in turn ${turn}: ${text} (${fact}, ${inBrief ? 'in the brief' : 'not in the brief'})`,
      )
  }
}
if (all.length === 0) throw new Error(`${folder} holds no session long enough`)
const total = (pick: (one: Feedback) => number) => all.reduce((sum, one) => sum + pick(one), 0)
const lacked = total(one => one.list.filter(each => !each.inBrief).length)
console.log(`${all.length} handoffs: re-asked ${total(f => f.reasked)} of ${total(f => f.items)} items`)
console.log(
  `asked ${total(f => f.asked)}, opened ${total(f => f.opened)}, searched ${total(f => f.searched)}; not in the brief ${lacked}`,
)
console.log(
  `median: re-asked ${median(all.map(f => f.reasked))} of ${median(all.map(f => f.items))}, ${median(all.map(f => f.ms)).toFixed(1)} ms`,
)
