/**
 * The lines of a text that tell a reader something in words. Code outside backticks, JSON and bare lists of names are none,
 * so that a brief gains nothing by listing what it cannot say; and a line's names count up to one for every two of its plain
 * words, plus one.
 */
import { namesOf, wordsOf } from './terms.ts'

export interface Statement {
  readonly text: string
  readonly names: readonly string[]
  readonly words: readonly string[]
}

/** A line without one of them is no sentence. */
const FUNCTION_WORDS = new Set(
  `the a an and or of to in on for with is are was were be been it its this that these those as at by from not no but so if then
  when while because after before into over under than via per without instead now still already only also both all each any some
  must should will would can could may do does did done has have had need needs use uses used using add adds added fix fixes fixed
  fail fails failed pass passes passed change changes changed create created remove removed update updated run runs ran test tests
  keep keeps kept make makes made move moved read write writes wrote call calls called return returns returned set sets get gets
  open edit edited next todo user asked wants wanted decided rejected chose blocked never always`.split(/\s+/),
)
const WORDS_MIN = 3
const CODE =
  /[{};]|:=|=>|==|!=|&&|\|\||->|\\[tn"]|"\s*:|<\/|\)\s*\(|^\s*(?:import|const|let|var|func|def|class|return|if|for|package|type|export|from)\b.*[=({:"]/
const FENCE = /^\s*(?:```|~~~)/
const BULLET = /^[\s>*#-]+|^\s*\d+[.)]\s+/g

export function statementsOf(text: string): Statement[] {
  const found: Statement[] = []
  let inFence = false
  for (const raw of text.split('\n')) {
    if (FENCE.test(raw)) inFence = !inFence
    else if (!inFence) {
      const statement = statementOf(raw.replace(BULLET, ''))
      if (statement) found.push(statement)
    }
  }
  return found
}

function statementOf(line: string): Statement | null {
  const outside = line.replace(/`[^`]*`/g, ' ')
  if (CODE.test(outside)) return null
  let plain = outside.toLowerCase()
  for (const name of namesOf(outside).keys()) plain = plain.split(name).join(' ')
  const words = plain.match(/\p{L}{2,}/gu) ?? []
  if (words.length < WORDS_MIN || !words.some(word => FUNCTION_WORDS.has(word))) return null
  const names = [...namesOf(line).keys()].slice(0, Math.floor(words.length / 2) + 1)
  return { text: line, names, words: [...wordsOf(line).keys()] }
}
