/** Writes the brief of a session under a budget, and says what was left out. */
import { askLines } from './asks.ts'
import { type Board, cover, fill, gainOf, openBoard, type Weighed } from './choose.ts'
import { factsOf } from './facts.ts'
import { type Block, headingOf, layOut, receiverNote } from './layout.ts'
import { scrub } from './scrub.ts'
import { shorten } from './sentences.ts'
import type { BriefState } from './state.ts'
import { countTokens, lineCost } from './tokens.ts'

export interface BriefRequest {
  /** 200..20000, never exceeded. */
  budgetTokens?: number
  /** In place of a budget: at most 25, 15 or 5 lines of key points. */
  level?: 'low' | 'medium' | 'high'
  /** First line, always kept. */
  title?: string
  /** Markdown lines that follow the title; shortened where the budget is small. */
  preamble?: string[]
  target?: 'claude' | 'chatgpt' | 'gemini' | 'genspark' | 'plain'
}

export interface BriefReport {
  tokens: number
  budgetTokens: number
  kept: Record<string, number>
  dropped: Record<string, number>
  /** 0..1: the share by weight of all names and words that facts could have told. */
  coverage: number
  largestDropped: { kind: string; text: string; turn: number }[]
}

export interface Brief {
  markdown: string
  report: BriefReport
}

const LEVEL_LINES = { low: 25, medium: 15, high: 5 }
const DEFAULT_BUDGET = 2000
/** No fact may be lost to this kind's neighbours: its least share of the budget. */
const FLOORS: readonly [string, number][] = [
  ['constraints', 0.1],
  ['open', 0.06],
  ['decisions', 0.06],
  ['files', 0.1],
  ['commands', 0.03],
  ['state', 0.03],
]

/** What decides, explains or warns in so many words comes before all else that was said. */
const FIRM_FLOOR = 0.12

/** The brief of `state`. Deterministic; never above the budget as `countTokens` counts. */
export function renderBrief(state: BriefState, request: BriefRequest): Brief {
  const lines = request.level ? LEVEL_LINES[request.level] : undefined
  const budget = Math.min(
    20_000,
    Math.max(200, Math.floor(request.budgetTokens ?? (lines ? lines * 70 + 250 : DEFAULT_BUDGET))),
  )
  const block: Block = {
    title: request.title ?? '',
    preamble: [],
    note: '',
    asks: [],
    rules: [],
    state: [],
    next: [],
    chosen: [],
  }
  let room = budget - 1
  const spend = (text: string) => {
    room -= lineCost(text)
    return text
  }
  block.title = spend(
    shorten(
      request.title?.trim() || `# Handoff${state.title ? `: ${state.title}` : ''}`,
      Math.max(40, Math.floor(budget * 1.2)),
    ),
  )
  block.preamble = fitPreamble(
    (request.preamble ?? []).map(l => scrub(state, l)),
    budget * 0.35,
  )
  for (const line of block.preamble) spend(line)
  const note = receiverNote(request.target ?? 'plain', budget)
  if (note && lineCost(note) < room * 0.3) block.note = spend(note)

  const board = openBoard(state, factsOf(state, budget))
  const before = room
  fixedParts(state, block, room, lines)
  for (const line of [...block.asks, ...block.rules, ...block.state, ...block.next]) {
    room -= lineCost(line)
    cover(state, board, line)
  }
  room -= headingCost(before)
  if (lines === undefined) {
    room -= fill(board, Math.min(room, budget * FIRM_FLOOR), item => item.fact.firm === true)
    for (const [section, share] of FLOORS)
      room -= fill(board, Math.min(room, budget * share), item => item.fact.section === section)
    room -= fill(board, room, () => true)
  } else {
    const free = Math.max(0, lines - block.asks.length - block.rules.length - block.state.length - block.next.length)
    fill(board, room, item => item.fact.group === undefined || item.fact.head === true, free)
  }
  let markdown = laid(board, block)
  // Joined lines cost less than was reckoned; what is left over is filled too.
  for (let i = 0; i < 3 && lines === undefined; i++) {
    const left = budget - costOf(markdown)
    if (left < 20 || fill(board, left, () => true) === 0) break
    markdown = laid(board, block)
  }
  // Estimates of joined lines may be a few tokens short: the least valuable facts leave until it fits.
  while (costOf(markdown) > budget && block.chosen.length) {
    dropWeakest(board, block)
    markdown = layOut(block)
  }
  while (countTokens(markdown) > budget) markdown = markdown.slice(0, Math.floor(markdown.length * 0.97))
  return { markdown, report: reportOf(board, markdown, budget, block) }
}

function laid(board: Board, block: Block): string {
  block.chosen = board.items.filter(item => item.chosen)
  return layOut(block)
}

const costOf = (markdown: string) => markdown.split('\n').reduce((sum, l) => sum + lineCost(l), 0)

/** Headings of the sections that are likely to be used. */
function headingCost(room: number): number {
  const all = ['goal', 'state', 'constraints', 'decisions', 'findings', 'files', 'commands', 'open', 'next'] as const
  return Math.min(
    room * 0.2,
    all.reduce((sum, s) => sum + lineCost(headingOf(s)) + 0.25, 0),
  )
}

function fitPreamble(preamble: readonly string[], room: number): string[] {
  const all = preamble.flatMap(l => l.split('\n'))
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

/** The requests, the plan and the next step: they stand in every brief, as large as it allows. */
function fixedParts(state: BriefState, block: Block, room: number, lines: number | undefined): void {
  const asks = state.asks
  const share = asks.length > 1 ? 0.36 : 0.3
  let told = askLines(asks, room * share)
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

function dropWeakest(board: Board, block: Block): void {
  let worst = -1
  let worth = Infinity
  block.chosen.forEach((item, i) => {
    const group = item.fact.group
    if (item.fact.head && block.chosen.some(o => o !== item && o.fact.group === group)) return
    const total = item.terms.reduce((sum, id) => sum + board.weights[id]!, 0) * item.fact.bonus
    if (total / item.cost < worth) {
      worst = i
      worth = total / item.cost
    }
  })
  block.chosen[worst]!.chosen = false
  block.chosen = block.chosen.filter((_, i) => i !== worst)
}

function reportOf(board: Board, markdown: string, budget: number, block: Block): BriefReport {
  const kept: Record<string, number> = {}
  const dropped: Record<string, number> = {}
  const left: Weighed[] = []
  for (const item of board.items) {
    const into = item.chosen ? kept : dropped
    into[item.fact.kind] = (into[item.fact.kind] ?? 0) + 1
    if (!item.chosen) left.push(item)
  }
  const requests =
    block.asks.length + block.rules.length + block.next.filter(l => l.startsWith('- The last request')).length
  if (requests) kept['requests'] = requests
  let all = 0
  let have = 0
  board.weights.forEach((w, id) => {
    all += w
    if (board.covered[id]) have += w
  })
  const largest = left
    .map(item => ({ item, gain: gainOf(board, item) }))
    .sort((a, b) => b.gain - a.gain)
    .slice(0, 10)
    .filter(x => x.gain > 0)
  return {
    tokens: countTokens(markdown),
    budgetTokens: budget,
    kept,
    dropped,
    coverage: all > 0 ? Math.round((have / all) * 1000) / 1000 : 1,
    largestDropped: largest.map(({ item }) => ({ kind: item.fact.kind, text: item.fact.text, turn: item.fact.turn })),
  }
}
