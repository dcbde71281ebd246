/** Events of the session itself: where it runs, on which model, what was compacted, how it ended. */
import { withReading } from '../../core/quota/read-note.ts'
import { draftTurn } from '../../core/transcript/draft.ts'
import { type Json, number, object, string } from '../../core/transcript/json.ts'
import type { LogEvent, State } from './state.ts'

export function readSession(type: string, event: LogEvent, state: State): void {
  const { place, data } = event
  const { facts } = state
  if (type === 'session.start' || type === 'session.resume') readStart(data, place.line, state)
  else if (type === 'session.context_changed') readContext(data, place.line, state)
  else if (type === 'session.model_change') facts.tell({ model: string(data.newModel) }, place.line)
  else if (type === 'session.title_changed') facts.tell({ title: string(data.title) }, place.line)
  else if (type === 'session.compaction_complete') readCompaction(event, state)
  else if (type === 'session.truncation') note('Context truncated', event, state)
  else if (type === 'session.error') note(string(data.message), event, state, true)
  else if (type === 'subagent.failed') note(string(data.error), event, state, true)
  else if (type === 'abort') note(`Aborted: ${string(data.reason) ?? 'by the user'}`, event, state)
  else if (type === 'session.shutdown') state.costs.shutdown(event)
}

function readStart(data: Json, line: number, state: State): void {
  state.facts.tell(
    {
      sessionKey: state.facts.known.sessionKey ?? string(data.sessionId),
      toolVersion: string(data.copilotVersion),
      model: string(data.selectedModel),
    },
    line,
  )
  const context = object(data.context)
  if (context) readContext(context, line, state)
}

function readContext(context: Json, line: number, { facts }: State): void {
  facts.tell({ cwd: string(context.cwd), branch: string(context.branch), commit: string(context.headCommit) }, line)
}

function readCompaction(event: LogEvent, state: State): void {
  const { key, place, data } = event
  if (data.success === false) {
    note(`Compaction failed: ${string(data.error) ?? ''}`.trimEnd(), event, state, true)
    return
  }
  const before = number(data.preCompactionTokens)
  note(before === undefined ? 'Context compacted' : `Context compacted (${before} tokens before)`, event, state)
  const summary = string(data.summaryContent)?.trim()
  if (summary) state.out.push(draftTurn(place, `${key}:summary`, 'system', 'summary', summary))
  const used = object(data.compactionTokensUsed)
  if (used) state.costs.compaction(used, event)
}

function note(text: string | undefined, { key, place }: LogEvent, { out }: State, failed = false): void {
  if (!text) return
  const turn = draftTurn(place, key, 'system', 'note', text)
  if (failed) turn.failed = true
  out.push(...withReading(turn))
}
