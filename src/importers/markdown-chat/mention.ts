/** Lines by which Markdown chats mark a speaker: headings and bold names. */
import type { Mention } from '../../core/transcript/chat-style.ts'
import { namedSpeaker } from '../../core/transcript/speaker-names.ts'

const HEADING = /^(#{1,6})\s+(.+?)\s*#*\s*$/
/** The colon stands inside or outside of the bold. */
const BOLD = /^\*\*([^*\n]{1,60}?)\s*(:?)\*\*\s*(:?)\s*(.*)$/

export function mentionOf(line: string): Mention | undefined {
  if (line.startsWith('#')) return heading(line)
  return line.startsWith('**') ? bold(line) : undefined
}

/** `## User`, `### Human: hello`, `#### 🤖 ChatGPT said:`. */
function heading(line: string): Mention | undefined {
  const found = HEADING.exec(line)
  if (!found) return undefined
  const style = found[1]!
  const alone = namedSpeaker(found[2]!)
  if (alone) return { speaker: alone, style, rest: '' }
  const colon = found[2]!.indexOf(': ')
  const speaker = colon < 0 ? undefined : namedSpeaker(found[2]!.slice(0, colon))
  return speaker && !speaker.weak ? { speaker, style, rest: found[2]!.slice(colon + 2) } : undefined
}

/** `**User**` alone, `**Human**: hello`, `**ChatGPT:** hello`. */
function bold(line: string): Mention | undefined {
  const found = BOLD.exec(line)
  if (!found) return undefined
  const speaker = namedSpeaker(found[1]!)
  if (!speaker) return undefined
  const colon = found[2] !== '' || found[3] !== ''
  // `**You** may …` begins a sentence; behind a time or a model in brackets nothing is said.
  const rest = /^[([][^)\]]*[)\]]:?$/.test(found[4]!) ? '' : found[4]!
  if (!colon && rest !== '') return undefined
  return { speaker, style: colon ? '**:' : '**', rest }
}
