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

/** The heaviest names first, as many as a sentence carries. */
const pick = (names: readonly string[], count: number, weigh: (name: string) => number) =>
  names
    .map(name => ({ name, w: weigh(name) }))
    .filter(x => x.w > 0)
    .sort((a, b) => b.w - a.w)
    .slice(0, count)
    .map(x => x.name)

const VERBS: Record<string, string> = { changes: 'reworks', touches: 'was changed around', wrote: 'was written with' }

/** What a change did, or nothing where no name of it is worth telling. */
export function changeWords(change: Change, weigh: (name: string) => number): string {
  const made = pick(change.made, 3, weigh)
  const added = pick(change.added, 3, weigh)
  const gone = pick(change.gone, 2, weigh)
  const note = change.note ? ` (“${change.note.replace(/[.:]$/, '')}”)` : ''
  const by = added.length ? `, now using ${listed(added)}` : ''
  const instead = gone.length ? `${added.length ? ' in place of' : ', without'} ${listed(gone)}` : ''
  if (made.length) return `It ${VERBS[change.verb] ?? change.verb} ${listed(made)}${note}${by}${instead}`
  if (change.verb === 'tests') return `It tests it${note}${by}${instead}`
  if (added.length) return `It now uses ${listed(added)}${gone.length ? ` in place of ${listed(gone)}` : ''}${note}`
  if (gone.length) return `It no longer uses ${listed(gone)}${note}`
  return note ? `It now says ${note.trim().slice(1, -1)}` : ''
}

/** What a file holds: each documented name with its words, the rest in one sentence. */
export function holdWords(holds: readonly [string, string][], weigh: (name: string) => number): string[] {
  const out: string[] = []
  const bare: string[] = []
  for (const [name, doc] of holds) {
    const said = doc.startsWith(name) ? doc.slice(name.length).trim() : doc
    if (said) out.push(doc.startsWith(name) ? `\`${name}\` ${said}` : `It has \`${name}\` (“${said}”)`)
    else bare.push(name)
  }
  const chosen = pick(bare, 4, weigh)
  if (chosen.length) out.push(`It also defines ${listed(chosen)}`)
  return out
}

export function commandWords(c: CommandRecord): string {
  if (!c.line || c.line.length < 3) return ''
  const line = `\`${c.line.replace(/`/g, "'")}\``
  const why = c.why && c.why.toLowerCase() !== c.line.toLowerCase() ? ` to ${lowerFirst(c.why)}` : ''
  const runs = c.runs > 1 ? ` ${c.runs} times` : ''
  const said = c.out ? `: “${shorten(c.out, 150)}”` : ''
  if (c.ok === false) return `Ran ${line}${runs}${why}, and it last failed${said}`
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
