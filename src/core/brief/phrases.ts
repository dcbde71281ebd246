/** The sentences a brief makes itself, of records. */
import { shorten } from './sentences.ts'
import type { Change, CommandRecord, Failure, FileRecord, SearchRecord } from './state.ts'

/** `a`, `b` and `c`. */
export function listed(names: readonly string[]): string {
  const quoted = names.map(n => `\`${n}\``)
  if (quoted.length < 2) return quoted.join('')
  return `${quoted.slice(0, -1).join(', ')} and ${quoted[quoted.length - 1]}`
}

const times = (n: number) => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`)

export function fileWords(file: FileRecord): string {
  const touched: string[] = []
  if (file.deleted) touched.push('deleted')
  else if (file.created) touched.push(file.edits > 1 ? `created and edited ${times(file.edits - 1)}` : 'created')
  else if (file.edits) touched.push(`edited ${times(file.edits)}`)
  if (file.reads && !file.edits) touched.push(file.reads > 1 ? `read ${times(file.reads)}` : 'read')
  return `\`${file.path}\` was ${touched.join(', ') || 'touched'}`
}

/** Says of a name what it promises, and from where on names are worth their room. */
export interface Weigh {
  readonly of: (name: string) => number
  readonly least: number
}

/** The heaviest names first: those worth their room, at most `count`, and one in any case. */
function pick(names: readonly string[], count: number, weigh: Weigh): string[] {
  const known = names.map(name => ({ name, w: weigh.of(name) })).filter(x => x.w > 0)
  known.sort((a, b) => b.w - a.w)
  return known.filter((x, i) => i === 0 || (i < count && x.w >= weigh.least)).map(x => x.name)
}

const VERBS: Record<string, string> = { changes: 'reworks', wrote: 'was written with', removes: 'no longer has' }

/** What a change did, or nothing where no name of it is worth telling. */
export function changeWords(change: Change, weigh: Weigh): string {
  const made = pick(change.made, 4, weigh)
  const added = pick(change.added, 5, weigh)
  const gone = pick(change.gone, 2, weigh)
  const near = pick(change.near, 4, weigh)
  const note = change.note ? ` (“${change.note.replace(/[.:]$/, '')}”)` : ''
  const around = near.length ? `, near ${listed(near)}` : ''
  const by = added.length ? `, now using ${listed(added)}` : ''
  const instead = gone.length ? `${added.length ? ' in place of' : ', without'} ${listed(gone)}` : ''
  if (made.length) return `It ${VERBS[change.verb] ?? change.verb} ${listed(made)}${note}${by}${instead}${around}`
  if (change.verb === 'tests') return `It tests it${note}${by}${instead}${around}`
  if (added.length) return `It now uses ${listed(added)}${instead}${note}${around}`
  if (gone.length) return `It no longer uses ${listed(gone)}${note}${around}`
  if (near.length) return `It was changed around ${listed(near)}${note}`
  return note ? `It now says ${note.trim().slice(1, -1)}` : ''
}

/** What a file holds: each documented name with its words, the rest in one sentence. */
export function holdWords(holds: readonly [string, string][], weigh: Weigh): string[] {
  const out: string[] = []
  const bare: string[] = []
  for (const [name, doc] of holds) {
    const said = doc.startsWith(name) ? doc.slice(name.length).trim() : doc
    if (said) out.push(doc.startsWith(name) ? `\`${name}\` ${said}` : `It has \`${name}\` (“${said}”)`)
    else bare.push(name)
  }
  const chosen = pick(bare, 6, weigh)
  if (chosen.length) out.push(`It also defines ${listed(chosen)}`)
  return out
}

/** Names met in a file that are worth their room, in groups that one sentence can carry. */
export function mentionGroups(names: readonly string[], weigh: Weigh): string[][] {
  const worth = pick(names, 18, weigh).filter(name => weigh.of(name) >= weigh.least)
  const out: string[][] = []
  for (let i = 0; i + 1 < worth.length; i += 6) out.push(worth.slice(i, i + 6))
  return out
}

/** How such a sentence begins; two that follow each other are told as one. */
export const MENTIONS = 'It also deals with'

export function mentionWords(names: readonly string[]): string {
  return `${MENTIONS} ${listed(names)}`
}

export function commandWords(c: CommandRecord): string {
  if (!c.line || c.line.length < 3) return ''
  const line = `\`${c.line.replace(/`/g, "'")}\``
  const why = c.why && c.why.toLowerCase() !== c.line.toLowerCase() ? ` to ${lowerFirst(c.why).replace(/\.$/, '')}` : ''
  const runs = c.runs > 1 ? ` ${times(c.runs)}` : ''
  const said = c.out ? `: “${shorten(c.out, 150)}”` : ''
  if (c.ok === false) return `Ran ${line}${runs}${why}, and it last failed`
  if (c.ok === null) return `Ran ${line}${runs}${why}, with its outcome not known`
  return `Ran ${line}${runs}${why}${c.fails ? `, failing ${times(c.fails)} and then passing` : ''}${said}`
}

export function failureWords(f: Failure): string {
  const what = `\`${shorten(f.what, 110).replace(/`/g, "'")}\``
  const said = f.text ? ` with “${f.text}”` : ''
  return f.solvedAt > 0
    ? `${what} failed${said}, and was solved by then`
    : `${what} failed${f.times > 1 ? ` ${times(f.times)}` : ''}${said} and has not been seen to pass since`
}

export function searchWords(s: SearchRecord): string {
  if (!s.hits) return ''
  const where = s.where ? ` in \`${s.where}\`` : ''
  if (s.hits === '-') return `Searched${where} for \`${s.what.replace(/`/g, "'")}\` and found nothing`
  return `Searched${where} for \`${s.what.replace(/`/g, "'")}\` and found it in ${listed(s.hits.split(' ').slice(0, 3))}`
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text
}
