/** Finds how a chat marks its speakers, so that a word that merely looks like a name is not taken for one. */
import { closes, type Fence, fenceOf } from './fences.ts'
import type { NamedSpeaker } from './speaker-names.ts'

/** A line that may name a speaker. */
export interface Mention {
  readonly speaker: NamedSpeaker
  /** Lines that mark speakers in the same way have the same style: `##`, `**alone`, `name:`. */
  readonly style: string
  /** What is said on the same line. */
  readonly rest: string
}

export type MentionOf = (line: string) => Mention | undefined

/** Gives the mentions of the chat's own style; null if there is none in which both a person and an assistant speak. */
export function chatStyle(lines: readonly string[], mentionOf: MentionOf): MentionOf | null {
  const styles = new Map<string, Mention[]>()
  let open: Fence | undefined
  for (const line of lines) {
    const fence = fenceOf(line)
    if (fence) open = open ? (closes(fence, open) ? undefined : open) : fence
    const mention = open || fence ? undefined : mentionOf(line)
    if (!mention) continue
    const known = styles.get(mention.style)
    if (known) known.push(mention)
    else styles.set(mention.style, [mention])
  }
  // Maps keep their order: the style that comes first is the outermost.
  for (const [style, mentions] of styles) {
    const has = (role: string) => mentions.some(({ speaker }) => speaker.role === role)
    if (!has('user') || !has('assistant')) continue
    const plain = new Set(mentions.filter(({ speaker }) => !speaker.weak).map(({ speaker }) => speaker.role))
    return line => {
      const mention = mentionOf(line)
      if (!mention || mention.style !== style) return undefined
      return mention.speaker.weak && plain.has(mention.speaker.role) ? undefined : mention
    }
  }
  return null
}
