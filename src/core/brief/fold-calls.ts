/** Takes in what the assistant did: edits, commands, searches, plans, delegated work. */
import type { TurnEvent } from '../transcript/event.ts'
import { describeChange, identifiersOf, splitPatch } from './changes.ts'
import { addChange, addMentions, commandRecord, fileRecord, trimLists } from './records.ts'
import { pathOf, relative, scrub } from './scrub.ts'
import { shorten, statementsOf } from './sentences.ts'
import type { BriefState } from './state.ts'
import { remember } from './statements.ts'
import { ranked } from './vocabulary.ts'

const LINE_MAX = 150

/** A command as people speak of it: its first line, without the folder change, redirections and pagers around it. */
export function commandKey(line: string): string {
  const bare = line
    .replace(/^\s*(?:cd\s+\S+\s*(?:&&|;)\s*)+/, '')
    .replace(/\s*2>&1|\s*2>\s*\/dev\/null/g, '')
    .replace(/(?:\s*\|\s*(?:tail|head|cat|less|tee)\b[^|&;]*)+\s*$/, '')
    .replace(/\s*<<-?\s*['"]?\w+['"]?[\s\S]*$/, ' …')
  const first = bare.trim().split('\n')[0] ?? ''
  return shorten(first.replace(/\s+/g, ' ').trim(), LINE_MAX)
}

const PATCH = '*** Begin Patch'

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** The message of a `git commit`, however it was quoted. */
function commitMessage(line: string): string {
  if (!/\bgit\b[^|;&\n]*\bcommit\b/.test(line)) return ''
  const doc = /<<-?\s*['"]?(\w+)['"]?\n([\s\S]*?)\n\s*\1/.exec(line)
  const quoted = /(?:-m|--message)[ =]?\s*(["'])([\s\S]*?)\1/.exec(line)
  return (doc?.[2] ?? (quoted && !quoted[2]!.startsWith('$(') ? quoted[2] : '') ?? '').trim()
}

function foldCommand(state: BriefState, line: string, why: string, n: number): string {
  const clean = scrub(state, line.length > 4000 ? line.slice(0, 4000) : line)
  const key = commandKey(clean)
  if (!key) return ''
  const record = commandRecord(state, key, n)
  record.runs++
  record.ok = null
  if (why) record.why = shorten(scrub(state, why), 110)
  const message = commitMessage(clean)
  if (message) {
    const [head, ...rest] = statementsOf(message.replace(/^(?:Co-Authored-By|Signed-off-by|🤖).*$/gim, ''), 8)
    if (head) remember(state, { t: `Committed: ${head}`, n, k: 'done', w: 1.3 })
    for (const s of rest) remember(state, { t: s, n, k: 'done', w: 0.9 })
  }
  return key
}

function foldEdits(state: BriefState, turn: TurnEvent, input: Readonly<Record<string, unknown>>, n: number): void {
  for (const touch of turn.files ?? []) {
    const file = fileRecord(state, pathOf(state, touch.path), n)
    if (touch.touch === 'read') {
      file.reads++
      continue
    }
    file.lastEdit = n
    file.edits++
    if (touch.touch === 'deleted') file.deleted = true
    else file.deleted = false
    if (touch.touch === 'created') file.created = true
  }
  const touched = (turn.files ?? []).filter(f => f.touch !== 'read')
  const patch = patchOf(turn, input)
  const changed = patch.includes('\n')
    ? splitPatch(patch)
    : pairsOf(input).map(([before, after]) => ({ path: touched[0]?.path ?? '', before, after }))
  for (const { path, before, after } of changed.slice(0, 12)) {
    const touch = touched.find(f => f.path === path || f.path.endsWith(path)) ?? touched[0]
    if (!touch) continue
    const file = fileRecord(state, pathOf(state, touch.path), n)
    const change = describeChange(
      file.path,
      scrub(state, before.slice(0, 12_000)),
      scrub(state, after.slice(0, 12_000)),
      n,
      names => ranked(state, names),
    )
    if (change.made.length || change.added.length || change.gone.length || change.note) addChange(state, file, change)
    addMentions(state, file, ranked(state, [...identifiersOf(after), ...identifiersOf(before)]).slice(0, 30))
    if (/\.mdx?$/i.test(file.path))
      for (const s of statementsOf(scrub(state, after.slice(0, 8000)), 14))
        if (s.length > 30 && !before.includes(s)) remember(state, { t: s, n, k: 'done', w: 0.75 })
  }
}

/** The patch that a call carries: an argument of its own, or anywhere in what it says. */
function patchOf(turn: TurnEvent, input: Readonly<Record<string, unknown>>): string {
  const given = textOf(input['patch']) || textOf(input['input']) || textOf(input['diff'])
  if (given.includes('\n')) return given
  const at = turn.text.indexOf(PATCH)
  return at >= 0 ? turn.text.slice(at, at + 200_000) : ''
}

/** The old and new passages of an edit, by the argument names that tools use. */
function pairsOf(input: Readonly<Record<string, unknown>>): [string, string][] {
  const many = Array.isArray(input['edits']) ? (input['edits'] as unknown[]) : [input]
  const out: [string, string][] = []
  for (const item of many) {
    if (!item || typeof item !== 'object') continue
    const edit = item as Record<string, unknown>
    const before = textOf(edit['old_string'] ?? edit['old_str'] ?? edit['oldText'])
    const after = textOf(
      edit['new_string'] ??
        edit['new_str'] ??
        edit['newText'] ??
        edit['content'] ??
        edit['file_text'] ??
        edit['new_source'],
    )
    if (before || after) out.push([before, after])
  }
  return out
}

const STATES: Record<string, 'done' | 'doing' | 'next'> = { completed: 'done', in_progress: 'doing', pending: 'next' }

function foldPlan(
  state: BriefState,
  turn: TurnEvent,
  name: string,
  input: Readonly<Record<string, unknown>>,
  n: number,
): void {
  if (name === 'TaskCreate') {
    const text = textOf(input['subject'])
    if (text) state.plan.push({ text: shorten(scrub(state, text), 160), state: 'next' })
  } else if (name === 'TaskUpdate') {
    const item = state.plan[Number(input['taskId']) - 1]
    if (item) item.state = STATES[textOf(input['status'])] ?? item.state
  } else if (turn.plan?.length)
    state.plan = turn.plan.map(p => ({ text: shorten(scrub(state, p.text), 160), state: p.state }))
  else return
  if (state.plan.length > 60) state.plan.shift()
  state.planAt = n
}

/** The words in the arguments of a tool that is none of the known kinds: a prompt, a plan, an issue. */
function foldWords(state: BriefState, name: string, input: Readonly<Record<string, unknown>>, n: number): void {
  const plan = textOf(input['plan'])
  if (plan)
    for (const s of statementsOf(scrub(state, plan.slice(0, 16_000)), 80))
      remember(state, { t: s, n, k: 'decision', w: 1 })
  const about = textOf(input['description']) || textOf(input['title']) || textOf(input['subject'])
  const prompt = textOf(input['prompt']) || textOf(input['body']) || (about.length > 200 ? about : '')
  if (!prompt || plan) return
  const clean = scrub(state, prompt.slice(0, 6000))
  for (const s of statementsOf(clean, 24)) remember(state, { t: s, n, k: 'report', w: 0.7 })
  if (about && about.length <= 200)
    remember(state, { t: `Handed to \`${name}\`: ${shorten(scrub(state, about), 200)}`, n, k: 'done', w: 0.8 })
}

/** What a call was about, for the result to be joined to. */
export function foldCall(state: BriefState, turn: TurnEvent, n: number): void {
  const name = turn.tool?.name ?? ''
  const input = turn.tool?.input ?? {}
  let key = ''
  if (turn.command && !turn.command.line.includes(PATCH))
    key = foldCommand(state, turn.command.line, textOf(input['description']), n)
  if (turn.files?.length) {
    foldEdits(state, turn, input, n)
    if (turn.files[0]?.touch === 'read') key ||= pathOf(state, turn.files[0].path)
  }
  const pattern = textOf(input['pattern']) || textOf(input['query'])
  if (pattern && !turn.command) {
    const where = relative(state, textOf(input['path']) || textOf(input['glob']))
    state.searches.push({
      what: shorten(scrub(state, pattern), 100),
      where: shorten(where === '.' ? '' : where, 100),
      n,
      hits: '',
    })
    key = `search:${n}`
  }
  foldPlan(state, turn, name, input, n)
  if (!turn.command && !turn.files?.length) foldWords(state, name, input, n)
  if (turn.tool?.callId) state.pending.push([turn.tool.callId, name, key])
  trimLists(state)
}
