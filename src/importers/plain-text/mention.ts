/** Lines by which plain chats mark a speaker: `User: …`, `You said:`, `ChatGPT` alone, `[12:03] Ana: …`. */
import type { Mention } from '../../core/transcript/chat-style.ts'
import { instant } from '../../core/transcript/json.ts'
import { namedSpeaker } from '../../core/transcript/speaker-names.ts'

const NAMED = /^>?\s?([\p{L}@][\p{L}\d@ ._()-]{0,40}?)\s*:(?:\s+(.*))?$/u
/** `[12:03] Ana: …`, `[2026-02-03 12:03:11] Ana: …`, `12/03/24, 10:11 - Ana: …`. */
const TIMED =
  /^(?:\[([\d:/.,T Z-]{4,30}(?:[AP]M)?)\]|(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?) ?-)\s*([^:\n]{1,40}):(?:\s+(.*))?$/i

export function mentionOf(line: string): Mention | undefined {
  if (line.length === 0 || line.length > 20_000) return undefined
  const timed = TIMED.exec(line)
  // In a chat with times anybody may speak; who is no assistant is a person.
  if (timed) {
    const speaker = namedSpeaker(timed[3]!) ?? { role: 'user' as const, weak: false }
    return { speaker, style: '[time]', rest: timed[4] ?? '' }
  }
  const named = NAMED.exec(line)
  if (named) {
    const speaker = namedSpeaker(named[1]!)
    if (!speaker) return undefined
    const said = /\bsaid$/i.test(named[1]!)
    return { speaker, style: said ? 'said:' : 'name:', rest: named[2] ?? '' }
  }
  const alone = line.length > 30 ? undefined : namedSpeaker(line)
  return alone && !alone.weak && /^\p{Lu}/u.test(line) ? { speaker: alone, style: 'name', rest: '' } : undefined
}

/** The time of a line, where it has its date; without a zone it is taken as UTC. */
export function saidAt(line: string): number | undefined {
  const found = /^\[(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)/.exec(line)
  return found ? instant(`${found[1]}T${found[2]}Z`) : undefined
}
