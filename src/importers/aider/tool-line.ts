/** One line of Aider's own: an edit it made, a commit, a command it ran, what an answer cost; the rest are notes. */
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { FileTouch, TranscriptEvent, TurnEvent } from '../../core/transcript/event.ts'
import type { SessionFacts } from '../../core/transcript/session-facts.ts'
import type { Change } from './changes.ts'
import { readTokens } from './tokens.ts'

export interface ToolState {
  readonly facts: SessionFacts
  /** What was proposed. */
  readonly changes: readonly Change[]
  readonly out: TranscriptEvent[]
}

const EDIT = /^Applied edit to (.+)$/
const CREATE = /^Creating empty file (.+)$/
const COMMIT = /^Commit ([0-9a-f]{7,40}) (.+)$/
const RUNNING = /^Running (?!pre-commit)(.+)$/
const ADDED = /^Added (.+?) to the chat\.?$/
const MODEL = /^(?:Main model|Model|Models?): (\S+?),? with\b/
const VERSION = /^Aider v(\S+)$/
const FOLDER = /^Git working dir: (.+)$/
const FAILED =
  /failed to (?:match|apply)|^(?:The LLM did not conform|Can't|Unable to|Error|Model .+ has hit a token limit)|^[\w.]*(?:Error|Exception)\b:?/

export function readToolLine(text: string, key: string, place: Place, { facts, changes, out }: ToolState): void {
  const call = (name: string, words: string, input: Readonly<Record<string, unknown>>, files: FileTouch[]) => {
    const turn = draftTurn(place, key, 'assistant', 'tool_call', words)
    turn.tool = { name, callId: key, input }
    if (files.length > 0) turn.files = files
    out.push(turn)
    return turn
  }
  const edited = EDIT.exec(text)?.[1]
  if (edited) {
    const edits = changes.filter(change => change.path === edited || change.path.endsWith(`/${edited}`))
    const isNew = edits.length > 0 && edits.every(({ old_string: old }) => old.trim() === '')
    call('edit', `edit ${edited}`, { edits }, [{ path: edited, touch: isNew ? 'created' : 'edited' }])
    return
  }
  const created = CREATE.exec(text)?.[1]
  if (created) {
    call('create', `create ${created}`, {}, [{ path: created, touch: 'created' }])
    return
  }
  const [, commit, message] = COMMIT.exec(text) ?? []
  if (commit && message) {
    facts.tell({ commit }, place.line)
    const quote = message.includes('"') ? "'" : '"'
    call('commit', text, {}, []).command = { line: `git commit -m ${quote}${message}${quote}` }
    return
  }
  const command = RUNNING.exec(text)?.[1]
  if (command) {
    call('shell', command, { command }, []).command = { line: command }
    return
  }
  const usage = readTokens(text, key, place, facts.known.model)
  if (usage) {
    out.push(usage)
    return
  }
  facts.tell(
    { model: MODEL.exec(text)?.[1], toolVersion: VERSION.exec(text)?.[1], cwd: FOLDER.exec(text)?.[1] },
    place.line,
  )
  out.push(noteOf(text, key, place))
}

function noteOf(text: string, key: string, place: Place): TurnEvent {
  const added = ADDED.exec(text)?.[1]
  if (added && !/^\d+ lines?\b/.test(added)) {
    const turn = draftTurn(place, key, 'tool', 'tool_result', text)
    turn.tool = { name: 'add' }
    turn.files = [{ path: added, touch: 'read' }]
    return turn
  }
  const turn = draftTurn(place, key, 'system', 'note', text)
  if (FAILED.test(text)) turn.failed = true
  return turn
}
