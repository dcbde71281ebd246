/** Writes the brief of a session under a budget, and says what was left out. */
import { addKinds, redact } from '../redact/index.ts'
import { type Board, cover, dropWeakest, fill, openBoard, wordShare } from './choose.ts'
import { factsOf } from './facts.ts'
import { fitPreamble, fixedParts } from './fixed.ts'
import { type Block, headingOf, layOut, receiverNote } from './layout.ts'
import { reportOf } from './report.ts'
import type { Brief, BriefRequest } from './request.ts'
import { shorten } from './sentences.ts'
import type { BriefState } from './state.ts'
import { countTokens, lineCost } from './tokens.ts'

const LEVEL_LINES = { low: 25, medium: 15, high: 5 }
const DEFAULT_BUDGET = 2000
/** Room for a title and the last request; below it nothing useful can be said. */
const BUDGET_MIN = 50
export const BUDGET_MAX = 20_000
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

/** Tokens that a brief may take as it is asked for. */
export function budgetOf({ budgetTokens, level }: BriefRequest): number {
  const asked = budgetTokens ?? (level ? LEVEL_LINES[level] * 70 + 250 : DEFAULT_BUDGET)
  return Math.min(BUDGET_MAX, Math.max(BUDGET_MIN, Math.floor(asked)))
}

/** The brief of `state` within `budget` tokens as `countTokens` estimates them. */
export function render(state: BriefState, request: BriefRequest, budget: number): Brief {
  const lines = request.level ? LEVEL_LINES[request.level] : undefined
  const block: Block = {
    title: request.title ?? '',
    preamble: [],
    note: '',
    asks: [],
    rules: [],
    state: [],
    next: [],
    chosen: [],
    shortened: 0,
    requests: 0,
  }
  let room = budget - 1
  const spend = (text: string) => {
    room -= lineCost(text)
    return text
  }
  block.title = spend(
    shorten(
      redact(request.title?.trim() ?? '').text || `# Handoff${state.title ? `: ${state.title}` : ''}`,
      Math.max(40, Math.floor(budget * 1.2)),
    ),
  )
  block.preamble = fitPreamble(request.preamble ?? [], budget * 0.35)
  for (const line of block.preamble) spend(line)
  const note = receiverNote(request.target ?? 'plain', budget)
  if (note && lineCost(note) < room * 0.3) block.note = spend(note)

  const board = openBoard(state, factsOf(state, budget), wordShare(budget))
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
    const told = Math.ceil(free / 3)
    const firm = fill(board, room, item => item.fact.firm === true, told)
    const left = free - board.items.filter(item => item.chosen).length
    fill(board, room - firm, item => item.fact.group === undefined || item.fact.head === true, left)
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
    dropWeakest(board)
    block.chosen = board.items.filter(item => item.chosen)
    markdown = layOut(block)
  }
  const out = request.redactEmails ? redact(markdown, { emails: true }) : { text: markdown, kinds: {} }
  markdown = out.text
  while (countTokens(markdown) > budget) markdown = withoutEnd(markdown)
  const report = reportOf(state, board, markdown, budget, block)
  if (!request.redactEmails) return { markdown, report }
  const largestDropped = report.largestDropped.map(d => ({ ...d, text: redact(d.text, { emails: true }).text }))
  return { markdown, report: { ...report, largestDropped, redacted: addKinds(report.redacted, out.kinds) } }
}

/** Without its last line; a single line loses its end. */
function withoutEnd(markdown: string): string {
  const at = markdown.trimEnd().lastIndexOf('\n')
  return at > 0 ? markdown.slice(0, at + 1) : markdown.slice(0, Math.floor(markdown.length * 0.97))
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
