/** Puts the difference between two versions of a passage into words: what it defines, brings in, drops, and says of itself. */
import { shorten } from './sentences.ts'
import type { Change } from './state.ts'

/** Diffs longer than this are judged by their beginning; characters. */
const LOOKED_AT = 8000
/** A word with a capital or an underscore inside; most words are none, and cost nothing more. */
const CANDIDATE = /(?<!\$)\b[A-Za-z][a-z0-9]*[A-Z_]\w*/g
const SHAPED =
  /^(?:[a-z][a-z0-9]*(?:[A-Z][A-Za-z0-9]*)+|[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)$/
const DEFINES =
  /^[ \t]*(?:(?:export|pub(?:\(\w+\))?|public|private|protected|internal|static|async|default|abstract|override|final|local)\s+)*(?:func|function\*?|def|class|type|interface|struct|enum|fn|trait|const|object|record|macro_rules!)\s+(?:\([^)\n]{0,80}\)\s*)?([A-Za-z_$][\w$]{2,60})/gm
const TEST_TITLE = /\b(?:it|test|describe|t\.Run|context|scenario)\(\s*(["'`])((?:(?!\1)[^\n]){6,120})\1/g
const COMMENT = /^[ \t]*(?:\/\/+|#+(?!!)|\*+(?!\/)|--|;;|"""|<!--)[ \t]*(.+)$/

/** Identifiers of a piece of code in order of first appearance, in their own spelling. */
export function identifiersOf(code: string): Set<string> {
  const out = new Set(code.slice(0, LOOKED_AT).match(CANDIDATE))
  for (const name of out) if (name.length < 4 || name.length > 80 || !SHAPED.test(name)) out.delete(name)
  return out
}

/** Names that a piece of code defines. */
export function definedIn(code: string): string[] {
  const out = new Set<string>()
  for (const m of code.slice(0, LOOKED_AT).matchAll(DEFINES)) if (m[1]) out.add(m[1])
  return [...out]
}

/** What the comments (or, in prose, the lines) of `text` say that `before` does not: the first sentence of some length. */
function noteOf(text: string, before: string, prose: boolean): string | undefined {
  let best: string | undefined
  for (const line of text.slice(0, LOOKED_AT).split('\n')) {
    const said = prose
      ? line.replace(/^[\s#>*-]+/, '').trim()
      : COMMENT.exec(line)?.[1]?.replace(/\s*(?:-->|\*\/)\s*$/, '')
    if (!said || said.length < 20 || said.split(' ').length < 4 || /[{};<>]|=>|==|&&|\|\|/.test(said)) continue
    if (before.includes(said)) continue
    if (best === undefined || (best.length < 40 && said.length > best.length)) best = said
    if (best.length >= 40) break
  }
  return best && shorten(best, 150)
}

function testTitles(code: string): string[] {
  return [...code.slice(0, LOOKED_AT).matchAll(TEST_TITLE)].map(m => m[2]!).slice(0, 3)
}

const isProse = (path: string) => /\.(?:md|mdx|txt|rst|adoc)$/i.test(path)

/** A change of `path` from `before` to `after` at turn `n`; `rank` puts names worth keeping first. Linear in what it looks at. */
export function describeChange(
  path: string,
  before: string,
  after: string,
  n: number,
  rank: (names: string[]) => string[],
): Change {
  const prose = isProse(path)
  const was = identifiersOf(before)
  const is = identifiersOf(after)
  const defs = prose ? [] : definedIn(after)
  const oldDefs = prose ? [] : definedIn(before)
  const fresh = defs.filter(d => !oldDefs.includes(d))
  const kept = defs.filter(d => oldDefs.includes(d))
  const made = fresh.length ? fresh : kept
  const added = [...is].filter(x => !was.has(x) && !made.includes(x))
  const gone = [...was].filter(x => !is.has(x))
  const near = [...is].filter(x => was.has(x) && !made.includes(x))
  const note = noteOf(after, before, prose)
  const titles = prose ? [] : testTitles(after).filter(t => !before.includes(t))
  const verb = !before
    ? 'wrote'
    : fresh.length
      ? 'adds'
      : kept.length
        ? 'reworks'
        : after.trim()
          ? 'changes'
          : 'removes'
  const change: Change = {
    n,
    verb: titles.length && verb === 'changes' ? 'tests' : verb,
    made: rank(made).slice(0, 12),
    added: rank(added).slice(0, 12),
    gone: rank(gone).slice(0, 5),
    near: rank(near).slice(0, 8),
  }
  const said = note ?? (titles.length ? titles.join('; ') : undefined)
  if (said) change.note = said
  return change
}

/** Per file, the removed and added lines of a patch in the unified or `*** Begin Patch` form. */
export function splitPatch(patch: string): { path: string; before: string; after: string }[] {
  const out: { path: string; before: string[]; after: string[] }[] = []
  for (const line of patch.slice(0, 200_000).split('\n')) {
    const head = /^(?:\*\*\* (?:Add|Update|Delete) File: |\+\+\+ (?:b\/)?)(\S.*)$/.exec(line)
    if (head?.[1]) out.push({ path: head[1].trim(), before: [], after: [] })
    const file = out[out.length - 1]
    if (!file || head || line.startsWith('---')) continue
    if (line.startsWith('+')) file.after.push(line.slice(1))
    else if (line.startsWith('-')) file.before.push(line.slice(1))
    else if (line.startsWith(' ')) {
      file.before.push(line.slice(1))
      file.after.push(line.slice(1))
    }
  }
  return out.map(f => ({ path: f.path, before: f.before.join('\n'), after: f.after.join('\n') }))
}
