/** Tells the values of a log apart: events of one conversation, or whole conversations of an evaluation. */
import { fingerprint } from '../../core/fingerprint.ts'
import { diffFiles } from '../../core/transcript/diff-files.ts'
import { type Draft, draftTurn } from '../../core/transcript/draft.ts'
import type { SessionEvent, TranscriptEvent } from '../../core/transcript/event.ts'
import { type Json, list, object, records, string } from '../../core/transcript/json.ts'
import { openValues } from '../../core/transcript/value-reader.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readEvent } from './event.ts'
import { type Conversation, openConversation } from './state.ts'
import { usageOf } from './usage.ts'

export function openReader(emit: Emit): LineReader {
  const only = openConversation()
  const instances = new Map<string, number>()
  return openValues(emit, (record, line, out) => {
    if (Array.isArray(record.history)) readInstance(record, line, instances, out)
    else readOne(record, line, only, out)
  })
}

function readOne(event: Json, line: number, conversation: Conversation, out: TranscriptEvent[]): void {
  readEvent(event, line, conversation)
  out.push(...conversation.out)
  conversation.out.length = 0
}

/** An instance that was run again stands in the log again: it is another session. */
function readInstance(record: Json, line: number, instances: Map<string, number>, out: TranscriptEvent[]): void {
  const instance = string(record.instance_id) ?? fingerprint(JSON.stringify(record.history).slice(0, 10_000))
  const times = (instances.get(instance) ?? 0) + 1
  instances.set(instance, times)
  const asked = `${string(record.instruction) ?? ''}${JSON.stringify(object(record.metadata) ?? {})}`
  const session: Draft<SessionEvent> = {
    type: 'session',
    line,
    sessionKey: `${instance}:${fingerprint(asked)}${times > 1 ? `:${times}` : ''}`,
    title: instance,
  }
  out.push(session)
  const conversation = openConversation()
  const model =
    string(object(object(record.metadata)?.llm_config)?.model) ?? string(object(object(record.metadata)?.llm)?.model)
  conversation.facts.tell({ model }, line)
  for (const event of eventsOf(record)) readEvent(event, line, conversation)
  out.push(...conversation.out)
  readPatch(record, line, out)
  if (!conversation.costs) {
    const usage = usageOf(record.metrics, 'run', line, conversation.facts.known.model)
    if (usage) out.push(usage)
  }
}

/** Events, or in older logs pairs of an action and what came of it. */
function eventsOf(record: Json): Json[] {
  return list(record.history).flatMap(entry => records(Array.isArray(entry) ? entry : [entry]))
}

function readPatch(record: Json, line: number, out: TranscriptEvent[]): void {
  const patch = string(object(record.test_result)?.git_patch)?.trim()
  if (!patch) return
  const turn = draftTurn({ line }, 'patch', 'tool', 'tool_result', patch)
  turn.tool = { name: 'git_patch' }
  turn.files = diffFiles(patch)
  out.push(turn)
}
