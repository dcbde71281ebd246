/** The words in the parts of a message. */
import { type Json, records, string } from '../../core/transcript/json.ts'
import { mediaWords } from '../../core/transcript/media-words.ts'

/** What is said in `message`, thoughts left out. */
export const wordsOf = (message: Json): string =>
  records(message.parts)
    .filter(part => part.thought !== true)
    .map(part => string(part.text) ?? (part.inlineData ? mediaWords('attachment', 0) : ''))
    .filter(Boolean)
    .join('\n')
    .trim()
