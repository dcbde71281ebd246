/** Where sessions are cut: where the tool ran out of context and had its model write a summary; else in the middle. */
import { countTokens } from '../../src/core/brief/tokens.ts'
import type { TurnEvent } from '../../src/core/transcript/event.ts'

export interface Cut {
  /** From the summary before it on: what was said earlier is in that one. */
  readonly past: readonly TurnEvent[]
  readonly future: readonly TurnEvent[]
  /** The model's own; null at a cut in the middle. */
  readonly summary: string | null
  /** The size of the model's own summary, or what such a summary has at the median. */
  readonly tokens: number
}

const PAST_TURNS = 20
/** Of the past's tokens: the median of models' own summaries. */
const SUMMARY_SHARE = 0.039
const TOKENS_MIN = 200

export function cutsOf(turns: readonly TurnEvent[]): Cut[] {
  const at = turns.flatMap(({ kind }, i) => (kind === 'summary' ? [i] : []))
  if (at.length === 0) return turns.length >= 2 * PAST_TURNS ? [cutInTheMiddle(turns)] : []
  return at.flatMap((i, nth) => {
    const past = turns.slice(at[nth - 1] ?? 0, i)
    const summary = withoutFrame(turns[i]?.text ?? '')
    return past.length >= PAST_TURNS
      ? [{ past, future: turns.slice(i + 1, at[nth + 1]), summary, tokens: countTokens(summary) }]
      : []
  })
}

function cutInTheMiddle(turns: readonly TurnEvent[]): Cut {
  const middle = Math.floor(turns.length / 2)
  const past = turns.slice(0, middle)
  const size = countTokens(past.map(({ text }) => text).join('\n'))
  return {
    past,
    future: turns.slice(middle),
    summary: null,
    tokens: Math.max(TOKENS_MIN, Math.round(size * SUMMARY_SHARE)),
  }
}

/** What the tool says around its model's words. */
const withoutFrame = (summary: string) =>
  summary
    .replace(/^This session is being continued[^\n]*\n/, '')
    .replace(/If you need specific details from before compaction[\s\S]*$/, '')
