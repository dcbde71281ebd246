/** A person's prompt stands in a rollout twice: as the event of its typing and as an item that the model was given. */
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'

export interface Prompts {
  /** The event: a person typed it. */
  typed(text: string, place: Place): void
  /** The item: typed, or put there by Codex. */
  given(text: string, place: Place): void
  /** The model answers or the log ends: what was given and not typed is told where no typing is recorded at all. */
  flush(): void
}

const INJECTED =
  /^\s*(?:<(?:environment_context|user_instructions|permissions instructions|skills_instructions|app-context|collaboration_mode|turn_aborted|subagent_notification|user_shell_command|INSTRUCTIONS)>|# AGENTS\.md instructions)/
/** Editors put their context before the words. */
const REQUEST = '## My request for Codex:'

export function openPrompts(out: TranscriptEvent[]): Prompts {
  let held: { text: string; place: Place }[] = []
  let recorded = false
  const say = (raw: string, place: Place) => {
    const at = raw.indexOf(REQUEST)
    const text = (at < 0 ? raw : raw.slice(at + REQUEST.length)).trim()
    if (text === '') return
    const turn = draftTurn(place, `L${place.line}`, 'user', 'text', text)
    turn.human = true
    out.push(turn)
  }
  return {
    typed(text, place) {
      recorded = true
      held = []
      if (!INJECTED.test(text)) say(text, place)
    },
    given(text, place) {
      if (!recorded && !INJECTED.test(text)) held.push({ text, place })
    },
    flush() {
      for (const { text, place } of held) say(text, place)
      held = []
    },
  }
}
