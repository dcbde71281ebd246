/** What a text is about: the names in it, and its content words; each with how often it stands there. */

export type Terms = Map<string, number>

const NAMES = [
  /https?:\/\/[^\s"'`<>)\]]+/g,
  /(?:[\w@.~-]+\/)+[\w@.-]+\.\w{1,8}\b/g,
  /\b[\w-]+\.(?:tsx?|jsx?|mjs|cjs|py|rs|go|java|kt|rb|php|cs|cpp|cc|hpp|h|c|swift|md|json|ya?ml|toml|sql|sh|css|scss|html|svelte|vue|lock|env|cfg|ini|txt|xml|gradle|proto|ipynb)\b/g,
  // camelCase, PascalCase, snake_case, kebab-case, --flags
  /\b[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+\b/g,
  /\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+\b/g,
  /\b[a-zA-Z][a-zA-Z0-9]*(?:_[a-zA-Z0-9]+)+\b/g,
  /\b[a-z][a-z0-9]*(?:-[a-z0-9]+){1,4}\b/g,
  /--[a-z][a-z-]{2,}\b/g,
  // Hashes, versions, ports, error codes and tickets
  /\b[0-9a-f]{7,40}\b/g,
  /\bv?\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?\b/g,
  /\b(?:localhost|127\.0\.0\.1):\d+\b/g,
  /\b[A-Z]{2,}[A-Z0-9]*-?\d+\b/g,
  /#\d+\b/g,
]
const NAME_CHARS = { min: 4, max: 120 }

/** Paths, identifiers, packages, flags, hashes, versions, URLs, error codes; in lower case. */
export function namesOf(text: string): Terms {
  const found: Terms = new Map()
  for (const pattern of NAMES) {
    for (const [match] of text.matchAll(pattern)) {
      const name = match.replace(/[.,:;]+$/, '').toLowerCase()
      if (name.length >= NAME_CHARS.min && name.length <= NAME_CHARS.max) count(found, name)
    }
  }
  return found
}

const STOP_WORDS = new Set(
  `the a an and or of to in on for with is are was were be been being it its this that these those i you we they he she as at by
  from not no yes do does did done have has had will would can could should may might must if then else when while so but there
  here what which who how why all any some each more most other into out up down over under again further once only own same than
  too very just now also let me my your our their his her them us need needs use used using get got make made see look like new
  one two first next last file files code`.split(/\s+/),
)

/** Words of three letters and more of any script, without those that say nothing; in lower case. */
export function wordsOf(text: string): Terms {
  const found: Terms = new Map()
  for (const word of text.toLowerCase().match(/\p{L}[\p{L}\p{N}]{2,}/gu) ?? []) {
    if (!STOP_WORDS.has(word)) count(found, word)
  }
  return found
}

const count = (terms: Terms, term: string) => terms.set(term, (terms.get(term) ?? 0) + 1)
