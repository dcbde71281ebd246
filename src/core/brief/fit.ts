/** Keeps a brief within its budget as the reader's own tokenizer counts. */
import { BUDGET_MAX, budgetOf, render } from './render.ts'
import type { Brief, BriefRequest } from './request.ts'
import type { BriefState } from './state.ts'
import type { Tokenizer } from './tokens.ts'

/** A brief that uses this much of its budget is not written again. */
const USED_MIN = 0.97
const TRIES = 4

/**
 * The brief of `state`. Deterministic; never above its budget: in tokens of `request.tokenizer` where one is given, else as
 * `countTokens` estimates.
 */
export function renderBrief(state: BriefState, request: BriefRequest): Brief {
  const budget = budgetOf(request)
  const { tokenizer } = request
  return tokenizer ? renderBy(tokenizer, state, request, budget) : render(state, request, budget)
}

/** Estimates stand in a steady ratio to what a tokenizer counts: two or three attempts find the room that is left. */
function renderBy({ name, count }: Tokenizer, state: BriefState, request: BriefRequest, budget: number): Brief {
  const counted = (brief: Brief, tokens: number): Brief => ({
    ...brief,
    report: { ...brief.report, tokens, budgetTokens: budget, tokenizer: name },
  })
  let best: Brief | null = null
  let room = budget
  for (let i = 0; i < TRIES; i++) {
    const brief = render(state, request, Math.min(BUDGET_MAX, Math.floor(room)))
    const tokens = count(brief.markdown)
    const fits = tokens <= budget
    if (fits && best && tokens <= best.report.tokens) break
    if (fits) best = counted(brief, tokens)
    if (fits && (tokens >= budget * USED_MIN || room >= BUDGET_MAX || request.level)) break
    room *= ((fits ? 0.995 : 0.985) * budget) / tokens
  }
  if (best) return best
  // A budget in which not even the title has room.
  const brief = render(state, request, budget / 4)
  let { markdown } = brief
  while (count(markdown) > budget) markdown = markdown.slice(0, Math.floor(markdown.length * 0.9))
  return counted({ ...brief, markdown }, count(markdown))
}
