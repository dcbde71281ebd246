/** Takes in a pasted context that has no turns of its own. */
import type { TurnEvent } from '../transcript/event.ts'
import { foldTurn } from './fold.ts'
import type { BriefState } from './state.ts'

const SPEAKER =
  /^(?:#{1,4}\s*|\*{1,2}|_\*{2})?(user|human|me|you|person|assistant|ai|claude|chatgpt|gemini|agent|system)\b[^\n:]{0,40}?(?:\*{1,2}_?)?\s*:\*{0,2}\s*/i
/** A paragraph longer than this is a turn by itself; characters. */
const TURN_MAX = 3000

/**
 * Folds `text` as if its parts were turns of a chat: where lines begin with a speaker (`User:`, `**Assistant**:`) those
 * are the turns, else its paragraphs are, said by the assistant side, since nobody can tell who wrote them.
 */
export function foldText(state: BriefState, text: string): void {
  let person = false
  let part = ''
  let n = state.last
  const flush = () => {
    const said = part.trim()
    part = ''
    if (!said) return
    n++
    const role = person ? 'user' : 'assistant'
    const turn: TurnEvent = {
      type: 'turn',
      key: `text-${n}`,
      line: n,
      role,
      kind: 'text',
      text: said,
      ...(person ? { human: true } : {}),
    }
    foldTurn(state, turn, n)
  }
  for (const line of text.split('\n')) {
    const m = SPEAKER.exec(line)
    if (m) {
      flush()
      person = /^(?:user|human|me|you|person)$/i.test(m[1]!)
      part = line.slice(m[0].length)
      continue
    }
    if (!line.trim() && part.length > TURN_MAX) flush()
    part += `\n${line}`
  }
  flush()
}
