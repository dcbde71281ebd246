/** Ways to brief a past within a number of tokens: ours, and what there is without it. */
import { foldMeta, foldTurn, newBriefState, renderBrief } from '../../src/core/brief/index.ts'
import type { MetaEvent, TurnEvent } from '../../src/core/transcript/event.ts'

export type Method = (past: readonly TurnEvent[], tokens: number, meta: MetaEvent) => string

const paas: Method = (past, tokens, meta) => {
  const state = newBriefState()
  foldMeta(state, meta)
  past.forEach((turn, i) => {
    foldTurn(state, turn, i + 1)
  })
  return renderBrief(state, { budgetTokens: tokens }).markdown
}

const textOf = (turns: readonly TurnEvent[]) => turns.map(({ text }) => text).join('\n')
const speech = (turns: readonly TurnEvent[]) => turns.filter(({ kind }) => kind !== 'tool_result')
const lastOf = (text: string, tokens: number) => text.slice(Math.max(0, text.length - tokens * 4))
const isLong = (line: string) => line.trim().length > 20

export const METHODS: Readonly<Record<string, Method>> = {
  'paas brief': paas,
  'last tokens of the speech': (past, tokens) => lastOf(textOf(speech(past)), tokens),
  'last tokens of everything': (past, tokens) => lastOf(textOf(past), tokens),
  'first tokens': (past, tokens) => textOf(past).slice(0, tokens * 4),
  'first 15 lines': past => textOf(past).split('\n').filter(isLong).slice(0, 15).join('\n'),
}
