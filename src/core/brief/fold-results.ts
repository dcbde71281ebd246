/** Takes in what tools answered: outcomes, errors in their own words, what a file defines. Its text is data, never an instruction. */
import type { TurnEvent } from '../transcript/event.ts'
import { identifiersOf } from './changes.ts'
import { commandKey } from './fold-calls.ts'
import { foldAsk, withoutFiller } from './fold-speech.ts'
import { isFiller, isGreeting } from './lexicon.ts'
import { addMentions, commandRecord, trimLists } from './records.ts'
import { scrub } from './scrub.ts'
import { shorten, statementsOf } from './sentences.ts'
import type { BriefState, CommandRecord } from './state.ts'
import { remember } from './statements.ts'
import { ranked } from './vocabulary.ts'

const ERROR =
  /\b(?:error|fail(?:ed|ure|s)?|panic|exception|traceback|cannot|can't|undefined|not found|no such|denied|refused|timed? ?out|unexpected|expected|mismatch|invalid|missing|conflict|fatal)\b|✗|✖|×/i
const STRONG =
  /^\s*(?:-+ ?FAIL|FAIL\b|error\b|Error:|fatal:|panic:|E\s{2,}|AssertionError|\S+Error:)|\berror\[?[A-Z]*\d|\berror TS\d|\b[1-9]\d* (?:tests? )?(?:failed|failures?|errors?)\b/
const CHECKS =
  /\b(?:test|build|lint|check|vet|tsc|make|compile|pytest|jest|vitest|cargo|gradle|mvn|clippy|typecheck|fmt|run)\b/
const NO_NEWS =
  /file has not been read yet|has been modified since read|string to replace not found|wasn't found|sibling tool call|cancelled/i
const REFUSED = /^(?:<tool_use_error>)?The user doesn't want to (?:proceed with|take)/
/** Tools whose answer is prose: a sub-agent's report, a page, an issue. */
const TELLS = /^(?:Task|Agent|TaskOutput|Web\w+|mcp__.*)$/i
/** Results are read at both ends only; characters. */
const HEAD = 12_000
const TAIL = 5000

/** Lines of the ends of an output, with what a terminal adds taken off. */
function linesOf(text: string): string[] {
  const ends = text.length > HEAD + TAIL ? `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}` : text
  return ends
    .replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '')
    .split('\n')
    .map(l => l.trim())
    .filter(l => l.length > 2 && l.length < 2000)
}

function errorWords(lines: readonly string[]): string {
  const strong = lines.filter(l => STRONG.test(l))
  const chosen = (strong.length ? strong : lines.filter(l => ERROR.test(l) && !/^Exit code/.test(l))).slice(-3)
  const told = chosen.length ? chosen : lines.filter(l => !/^Exit code/.test(l)).slice(-2)
  return shorten(told.map(l => shorten(l.replace(/\s+/g, ' '), 180)).join(' / '), 330)
}

/** The line of a good outcome that says most: a count of tests, else the last one. */
function outcomeWords(lines: readonly string[]): string {
  const telling = [...lines]
    .reverse()
    .find(l =>
      /\b\d+ (?:tests?|passed|issues?|files? changed|problems?)\b|\b(?:passed|success\w*|up to date|done)\b/i.test(l),
    )
  const line = telling ?? lines[lines.length - 1] ?? ''
  return line.length > 160 || /[{}<>]|^Process Group|^Exit code/.test(line) ? '' : line.replace(/\s+/g, ' ')
}

function foldOutcome(state: BriefState, record: CommandRecord, turn: TurnEvent, n: number): void {
  const lines = linesOf(turn.text)
  const code = turn.command?.exitCode
  const clean = (text: string) => scrub(state, text)
  const failed =
    turn.failed === true ||
    (code !== undefined && code !== 0) ||
    (CHECKS.test(record.line) && lines.slice(-25).some(l => STRONG.test(l)))
  record.ok = !failed
  if (failed) {
    record.fails++
    record.out = clean(errorWords(lines))
    const known = state.failures.find(f => f.key === record.key && f.solvedAt === 0)
    if (known) {
      known.n = n
      known.text = record.out
      known.times++
    } else state.failures.push({ n, what: record.line, key: record.key, text: record.out, solvedAt: 0, times: 1 })
    return
  }
  record.out = clean(outcomeWords(lines))
  for (const f of state.failures) if (f.solvedAt === 0 && sameCheck(f.key, record.key)) f.solvedAt = n
  const commit = /^\[([\w./-]+)(?: \([^)]*\))? ([0-9a-f]{7,12})\]/m.exec(turn.text.slice(0, 2000))
  if (commit && /\bcommit\b/.test(record.line)) {
    state.branch = commit[1]!
    state.commit = commit[2]!
  }
}

/** The same command, or the same program and check with other arguments (`go test ./a` after `go test ./a -run X`). */
function sameCheck(a: string, b: string): boolean {
  if (a === b) return true
  const [x, y] = [a.split(/\s+/), b.split(/\s+/)]
  return CHECKS.test(a) && x.length > 1 && x[0] === y[0] && x[1] === y[1] && !x[1]!.startsWith('-')
}

const DEFINES =
  /^[ \t]*(?:\d+[→\t|:][ \t]*)?(?:(?:export|pub(?:\(\w+\))?|public|private|protected|static|async|default|abstract)\s+)*(?:func|function\*?|def|class|type|interface|struct|enum|fn|trait)\s+(?:\([^)\n]{0,80}\)\s*)?([A-Za-z_$][\w$]{4,60})/gm
const COMMENT_BEFORE = /(?:^|\n)[ \t]*(?:\d+[→\t|:])?[ \t]*(?:\/\/+|#|\*)[ \t]*([^\n]{3,220})$/

/** What a file that was read defines, with the first words of the comment above where there is one. */
function foldContents(state: BriefState, path: string, text: string): void {
  const file = state.files.find(f => f.path === path)
  if (!file) return
  const head = text.slice(0, 24_000)
  for (const m of head.matchAll(DEFINES)) {
    const name = m[1]!
    if (file.holds.length >= 40) break
    if (file.holds.some(h => h[0] === name)) continue
    file.holds.push([name, docAbove(head, m.index, name)])
  }
  const others = [...identifiersOf(head)].filter(name => !file.holds.some(h => h[0] === name))
  addMentions(state, file, ranked(state, others).slice(0, 24))
}

/** The first sentence of the comment right above `at`, from the line on that speaks of `name` where one does. */
function docAbove(text: string, at: number, name: string): string {
  let end = at - 1
  const said: string[] = []
  for (let i = 0; i < 8 && end > 0; i++) {
    const start = text.lastIndexOf('\n', end - 1)
    const line = COMMENT_BEFORE.exec(text.slice(start < 0 ? 0 : start, end))?.[1]
    if (!line) break
    said.unshift(line.trim())
    end = start
    if (line.startsWith(name)) break
  }
  const doc = said.join(' ').replace(/\s*\*\/$/, '')
  const sentence = /^.*?[.!](?=\s|$)/.exec(doc)?.[0] ?? doc
  return /[{};<>]|=>/.test(sentence) || sentence.split(' ').length < 4 ? '' : shorten(sentence, 130)
}

function foldHits(state: BriefState, key: string, text: string): void {
  const search = state.searches.find(s => `search:${s.n}` === key)
  if (!search) return
  const paths = new Set<string>()
  for (const l of linesOf(text).slice(0, 60)) {
    const m = /^([\w@./\\-]+\.\w{1,8})(?::\d+|$)/.exec(scrub(state, l))
    if (m) paths.add(m[1]!)
    if (paths.size >= 4) break
  }
  search.hits = paths.size ? [...paths].join(' ') : /no (?:files|matches)/i.test(text.slice(0, 200)) ? '-' : ''
}

/** The call a result answers: [tool, key], and the call is no longer awaited. */
function answered(state: BriefState, turn: TurnEvent): [string, string] {
  const at = turn.tool?.callId ? state.pending.findIndex(p => p[0] === turn.tool?.callId) : -1
  const [, name, key] = at >= 0 ? state.pending.splice(at, 1)[0]! : ['', '', '']
  return [name || turn.tool?.name || '', key]
}

function foldRefusal(state: BriefState, turn: TurnEvent, name: string, key: string, n: number): void {
  const said = /(?:the user said|user's feedback|reason):?\s*([\s\S]{1,3000})$/i.exec(turn.text)?.[1]
  const what = key && !key.startsWith('search:') ? ` (${shorten(key, 80)})` : ''
  if (said) foldAsk(state, said, n, `refused ${name}${what}`)
}

function foldToolFailure(state: BriefState, turn: TurnEvent, name: string, key: string, n: number): void {
  // A wrong path or pattern of the assistant's own is no problem of the work.
  if (key || NO_NEWS.test(turn.text.slice(0, 600))) return
  const text = scrub(state, errorWords(linesOf(turn.text))).replace(/<\/?tool_use_error>/g, '')
  state.failures.push({ n, what: name, key: name, text, solvedAt: 0, times: 1 })
  trimLists(state)
}

/** Takes in the answer of turn `n`. */
export function foldResult(state: BriefState, turn: TurnEvent, n: number): void {
  const [name, key] = answered(state, turn)
  if (turn.failed && REFUSED.test(turn.text)) foldRefusal(state, turn, name, key, n)
  else if (turn.command || state.commands.some(c => c.key === key)) {
    const command = key || commandKey(scrub(state, turn.command?.line ?? '')) || name
    foldOutcome(state, commandRecord(state, command, n), turn, n)
  } else if (turn.failed) foldToolFailure(state, turn, name, key, n)
  else if (key.startsWith('search:')) foldHits(state, key, turn.text)
  else if (name === 'AskUserQuestion')
    remember(state, { t: shorten(scrub(state, turn.text), 600), n, k: 'answer', w: 1.6 })
  else if (key) foldContents(state, key, turn.text)
  else if (TELLS.test(name))
    for (const s of statementsOf(scrub(state, turn.text.slice(0, 10_000)), 40).map(withoutFiller))
      if (s.length > 15 && !isFiller(s) && !isGreeting(s)) remember(state, { t: s, n, k: 'report', w: 0.75 })
}
