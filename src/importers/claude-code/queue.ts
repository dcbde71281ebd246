/** Prompts typed while the model was busy: some never become a line of their own, and none may be told twice. */
import { draftTurn } from '../../core/transcript/draft.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { instant, type Json, string } from '../../core/transcript/json.ts'
import { readPrompt } from '../../core/transcript/prompt.ts'

export interface PromptQueue {
  operate(record: Json, line: number): void
  /** A prompt that was told from the queue stands in the log once more. Takes it off. */
  alreadyTold(text: string, line: number): boolean
  /** The log ends: what still waits is told. */
  flush(): void
}

interface Waiting {
  readonly text: string
  readonly key: string
  readonly line: number
  readonly at: number | undefined
}

/** A prompt slipped in stands in the log again, if at all, within so many lines. */
const ECHO_LINES_MAX = 50

/**
 * `enqueue` puts a prompt in; `dequeue` sends the first as a user line of its own; `remove` slips the first into the
 * running response, where often no line follows; `popAll` gives them back to the person for editing.
 */
export function openQueue(out: TranscriptEvent[]): PromptQueue {
  let waiting: Waiting[] = []
  /** Until which line the same words are the same prompt: later a person may well say them again. */
  const told = new Map<string, number>()
  const tell = (prompt: Waiting | undefined, untilLine: number) => {
    const words = prompt && readPrompt(prompt.text)
    if (!prompt || words?.kind !== 'human' || isBareCommand(words.text)) return
    const turn = draftTurn(prompt, prompt.key, 'user', 'text', words.text)
    turn.human = true
    told.set(words.text, untilLine)
    out.push(turn)
  }
  return {
    operate(record, line) {
      if (record.operation === 'dequeue') waiting.shift()
      if (record.operation === 'popAll') waiting = []
      if (record.operation === 'remove') tell(waiting.shift(), line + ECHO_LINES_MAX)
      const text = string(record.content)
      if (record.operation !== 'enqueue' || text === undefined) return
      waiting.push({
        text,
        line,
        at: instant(record.timestamp),
        key: `queue:${string(record.timestamp) ?? `L${line}`}`,
      })
    },
    alreadyTold(text, line) {
      const untilLine = told.get(text)
      if (untilLine === undefined) return false
      told.delete(text)
      return line <= untilLine
    },
    flush() {
      for (const prompt of waiting) tell(prompt, Number.POSITIVE_INFINITY)
      waiting = []
    },
  }
}

/** `/exit`: a press of a button. */
function isBareCommand(text: string): boolean {
  return /^\/[\w:-]+$/.test(text)
}
