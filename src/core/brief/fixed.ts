/** The parts of a brief that are no choice: preamble, requests, plan, where the work stands. */
import { redact } from '../redact/index.ts'
import { askLines } from './asks.ts'
import type { Block } from './layout.ts'
import { shorten } from './sentences.ts'
import type { BriefState } from './state.ts'
import { lineCost } from './tokens.ts'

/** The caller's lines within `room` tokens: all shortened alike, and only then the last ones left out. */
export function fitPreamble(preamble: readonly string[], room: number): string[] {
  const all = preamble.flatMap(l => redact(l).text.split('\n'))
  for (const max of [2000, 800, 400, 240, 160, 100, 70]) {
    const cut = all.map(l => shorten(l, max))
    if (cut.reduce((sum, l) => sum + lineCost(l), 0) <= room) return cut
  }
  const out: string[] = []
  let left = room
  for (const line of all.map(l => shorten(l, 70))) {
    left -= lineCost(line)
    if (left < 0) break
    out.push(line)
  }
  return out
}

/** Room for little more than the last request. */
const SCANT = 110

/** The requests, the plan and the next step: they stand in every brief, as large as it allows. */
export function fixedParts(state: BriefState, block: Block, room: number, lines: number | undefined): void {
  const asks = state.asks
  const share = room < SCANT ? 0.6 : asks.length > 1 ? 0.33 : 0.28
  const { lines: all, different } = askLines(asks, room * share)
  let told = all
  block.requests = different
  block.shortened = told.filter(a => !a.whole).length
  if (lines !== undefined) told = [...told.slice(0, 1), ...told.slice(1).slice(-Math.max(1, Math.floor(lines / 4)))]
  const last = told[told.length - 1]
  const tag = (text: string, n: number) => `- ${text} [t${n}]`
  const before = told.slice(0, told.length > 1 ? -1 : undefined)
  // The first request is the goal even where it rules something out.
  block.asks = before.filter((a, i) => i === 0 || !a.rule).map(a => tag(a.text, a.n))
  block.rules = before.filter((a, i) => i > 0 && a.rule).map(a => tag(a.text, a.n))
  if (last && told.length > 1) block.next.push(`- The last request: ${last.text} [t${last.n}]`)
  const where = [
    state.branch && `branch \`${state.branch}\``,
    state.commit && `commit \`${state.commit}\``,
    state.cwd && `folder \`${state.cwd}\``,
  ].filter(Boolean)
  if (where.length && room > 400) block.state.push(`- The work stands on ${where.join(', ')}`)
  if (lines === 5) {
    block.state = []
    return
  }
  const count = lines ? Math.max(1, Math.floor(lines / 8)) : Math.max(1, Math.floor(room / 200))
  const openItems = state.plan.filter(p => p.state !== 'done')
  if (openItems.length)
    for (const p of openItems.slice(0, count))
      block.next.push(tag(`${p.state === 'doing' ? 'In hand' : 'Then'}: ${p.text}`, state.planAt))
  const done = state.plan.filter(p => p.state === 'done')
  if (done.length && room > 600)
    block.state.push(
      tag(shorten(`Done of the plan: ${done.map(p => p.text).join(' · ')}`, Math.min(700, room / 3)), state.planAt),
    )
  if (state.said.text && room > 300)
    block.next.push(
      tag(
        `The assistant's last words: “${shorten(state.said.text, Math.min(500, Math.floor(room / 3)))}”`,
        state.said.n,
      ),
    )
}
