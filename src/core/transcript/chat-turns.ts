/** Makes turns of a chat whose speakers are marked by lines of their own style. */
import type { Mention, MentionOf } from './chat-style.ts'
import { draftTurn } from './draft.ts'
import type { TurnEvent } from './event.ts'
import { speakerBlocks } from './speaker-blocks.ts'

/** `saidAt` reads a time from a speaker's line, where there is one. */
export function chatTurns(
  lines: readonly string[],
  mentionOf: MentionOf,
  saidAt?: (line: string) => number | undefined,
): TurnEvent[] {
  const turns: TurnEvent[] = []
  for (const { speaker: mention, header, from, to } of speakerBlocks<Mention>(lines, { speakerOf: mentionOf })) {
    const text = withoutRule([mention.rest, ...lines.slice(from, to)].join('\n'))
    if (text === '') continue
    const { role } = mention.speaker
    const place = { line: header + 1, at: saidAt?.(lines[header]!) }
    const turn = draftTurn(place, `L${header + 1}`, role, role === 'tool' ? 'tool_result' : 'text', text)
    if (role === 'user') turn.human = true
    turns.push(turn)
  }
  return turns
}

/** Exports part speakers by a rule. */
function withoutRule(text: string): string {
  return text
    .trim()
    .replace(/(?:^|\n)\s*(?:---+|\*\*\*+|___+)$/, '')
    .trim()
}
