/** Tells a question whose answer the past held, and a person who has to say a thing again. */
import { allTerms, type Said, shareOf } from './past.ts'
import { isQuestion, sentencesOf } from './sentences.ts'

/** A question is about what was said where that holds so much of its terms, and so many of them. */
const QUESTION_SHARE = 0.6
const QUESTION_TERMS = 3
/** A longer one explains something; characters. */
const QUESTION_CHARS = 400
/** A person says a sentence again where it shares so many terms: so much of the shorter, so much of the longer. */
const REPEAT_TERMS = 4
const REPEAT_SHARE = 0.6
const REPEAT_SHARE_LEAST = 0.5

export function questionsOf(text: string): string[] {
  return sentencesOf(text).filter(sentence => isQuestion(sentence) && sentence.length <= QUESTION_CHARS)
}

/** What a person said that answers the question. */
export function findAnswer(question: string, said: readonly Said[]): Said | null {
  const terms = allTerms(question)
  return best(said, past => {
    const share = isQuestion(past.text) ? 0 : shareOf(terms, past.terms)
    return share >= QUESTION_SHARE && share * terms.size >= QUESTION_TERMS ? share : 0
  })
}

/** The first sentence of `text` that says again what a person said before. */
export function findRepeat(text: string, said: readonly Said[]): { sentence: string; known: Said } | null {
  for (const sentence of sentencesOf(text)) {
    const terms = allTerms(sentence)
    const known = terms.size < REPEAT_TERMS ? null : best(said, past => sameness(terms, past.terms))
    if (known) return { sentence, known }
  }
  return null
}

function sameness(terms: ReadonlySet<string>, before: ReadonlySet<string>): number {
  const share = shareOf(terms, before)
  const shareBefore = shareOf(before, terms)
  const enough =
    share * terms.size >= REPEAT_TERMS &&
    Math.max(share, shareBefore) >= REPEAT_SHARE &&
    Math.min(share, shareBefore) >= REPEAT_SHARE_LEAST
  return enough ? share + shareBefore : 0
}

function best(said: readonly Said[], rate: (past: Said) => number): Said | null {
  let found: Said | null = null
  let most = 0
  for (const past of said) {
    const rated = rate(past)
    if (rated <= most) continue
    found = past
    most = rated
  }
  return found
}
