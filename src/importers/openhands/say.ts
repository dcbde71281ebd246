/** Words of a person or of the agent, and what it wrote of a past that it forgets. */
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { Conversation } from './state.ts'

export function say(text: string, role: 'user' | 'assistant', key: string, place: Place, { out }: Conversation): void {
  const words = text.trim()
  if (words === '') return
  const turn = draftTurn(place, key, role, 'text', words)
  if (role === 'user') turn.human = true
  out.push(turn)
}

export function summarise(summary: string | undefined, key: string, place: Place, { out }: Conversation): void {
  out.push(draftTurn(place, key, 'system', 'note', 'Context condensed'))
  if (summary?.trim()) out.push(draftTurn(place, `${key}:summary`, 'system', 'summary', summary.trim()))
}
