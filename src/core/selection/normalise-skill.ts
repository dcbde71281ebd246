import { FILLERS, PHRASE_WORDS_MAX, SYNONYMS } from './skill-synonyms.ts'

const BETWEEN_SKILLS = /[,/;&+|·\n]| and /
/** Letters, digits, and the signs of C++, C#, F#. */
const BETWEEN_WORDS = /[^\p{L}\p{N}#+]+/u
/** Names that hold what stands between skills elsewhere. */
const WHOLE: readonly [RegExp, string][] = [
  [/\br ?& ?d\b/g, 'research'],
  [/\bc\+\+/g, 'cpp'],
]

/**
 * The skills that a text names, each once, in order of the alphabet: "UI / React" and "Frontend Dev" are both `frontend`.
 * Whole words only. What the synonyms do not know is a skill by its own words.
 */
export function skillsOf(text: string | null | undefined): readonly string[] {
  if (!text) return []
  let plain = text.normalize('NFKC').trim().toLowerCase()
  const known = SYNONYMS.get(plain)
  if (known) return known
  for (const [pattern, name] of WHOLE) plain = plain.replace(pattern, name)
  const skills = new Set(plain.split(BETWEEN_SKILLS).flatMap(part => skillsOfPart(part.split(BETWEEN_WORDS))))
  return [...skills].sort()
}

function skillsOfPart(written: readonly string[]): string[] {
  const words = written.filter(word => word !== '')
  const skills: string[] = []
  const unknown: string[] = []
  for (let at = 0; at < words.length; ) {
    const known = longestAt(words, at)
    if (known) skills.push(...known.skills)
    else if (!FILLERS.has(words[at] ?? '')) unknown.push(words[at] ?? '')
    at += known?.length ?? 1
  }
  if (unknown.length) skills.push(unknown.join(' '))
  return skills.length ? skills : words.length ? [words.join(' ')] : []
}

function longestAt(words: readonly string[], at: number) {
  for (let length = PHRASE_WORDS_MAX; length > 0; length--) {
    if (at + length > words.length) continue
    const skills = SYNONYMS.get(words.slice(at, at + length).join(' '))
    if (skills) return { skills, length }
  }
  return null
}

export type SkillMatch = 'all' | 'some' | 'unspecialized' | 'other'

/** How an account's specialization answers the skills that are wished for. */
export function matchSkills(wished: readonly string[], held: readonly string[]): SkillMatch {
  if (held.length === 0) return 'unspecialized'
  const common = wished.filter(skill => held.includes(skill)).length
  if (common === 0) return 'other'
  return common === wished.length ? 'all' : 'some'
}
