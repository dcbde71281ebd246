/** One event: of version 0 (`action` or `observation`), or of version 1 (`kind`). */
import type { Draft, Place } from '../../core/transcript/draft.ts'
import { instant, type Json, number, object, string } from '../../core/transcript/json.ts'
import { readCall } from './call.ts'
import { readNewEvent } from './new-event.ts'
import { readResult } from './result.ts'
import { say, summarise } from './say.ts'
import type { Conversation } from './state.ts'
import { usageOf } from './usage.ts'

export function readEvent(event: Json, line: number, conversation: Conversation): void {
  const key = String(number(event.id) ?? string(event.id) ?? `E${conversation.told}`)
  conversation.told++
  const place: Place = { line, at: timeOf(event.timestamp) }
  if (typeof event.kind === 'string') readNewEvent(event, event.kind, key, place, conversation)
  else if (typeof event.action === 'string') readAction(event, event.action, key, place, conversation)
  else if (typeof event.observation === 'string') readObservation(event, event.observation, key, place, conversation)
}

/** Written without a zone; the tool runs in containers, whose clocks are UTC. */
function timeOf(value: unknown): number | undefined {
  const time = string(value)
  return instant(time && !/(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? `${time}Z` : time)
}

/** What the tool says to itself. */
const SILENT = new Set([
  'system',
  'recall',
  'change_agent_state',
  'start_hook',
  'null',
  'condensation_request',
  'send_pr',
])

function readAction(event: Json, action: string, key: string, place: Place, conversation: Conversation): void {
  if (SILENT.has(action)) return
  const args = object(event.args) ?? {}
  readCost(event, key, place, conversation)
  const content = string(args.content) ?? ''
  if (action === 'message') say(content, event.source === 'user' ? 'user' : 'assistant', key, place, conversation)
  else if (action === 'condensation') summarise(string(args.summary), key, place, conversation)
  else if (action === 'think') return
  else if (action === 'finish') {
    const said =
      string(args.final_thought) ||
      string(args.message) ||
      string(object(args.outputs)?.content) ||
      string(args.thought)
    say(said ?? '', 'assistant', key, place, conversation)
  } else {
    say(string(args.thought) ?? '', 'assistant', `${key}:thought`, place, conversation)
    const meta = object(event.tool_call_metadata)
    const callId = string(meta?.tool_call_id) ?? key
    readCall({ id: key, callId, name: action, input: args }, place, conversation)
  }
}

function readObservation(
  event: Json,
  observation: string,
  key: string,
  place: Place,
  conversation: Conversation,
): void {
  if (
    observation === 'agent_state_changed' ||
    observation === 'null' ||
    observation === 'recall' ||
    observation === 'think'
  )
    return
  const extras = object(event.extras) ?? {}
  const metadata = object(extras.metadata)
  if (observation === 'run' || observation === 'run_ipython') {
    conversation.facts.tell({ cwd: conversation.facts.known.cwd ?? string(metadata?.working_dir) }, place.line)
  }
  const exitCode = number(metadata?.exit_code) ?? number(extras.exit_code)
  const cause = number(event.cause) ?? string(event.cause)
  const failed = observation === 'error' || observation === 'user_rejected'
  readResult(
    {
      key,
      cause: cause === undefined ? undefined : String(cause),
      name: observation,
      text: string(event.content) ?? '',
      exitCode,
      failed,
    },
    place,
    conversation,
  )
}

/** Every call tells the response that made it; one response may make several. */
function readCost(event: Json, key: string, place: Place, conversation: Conversation): void {
  const response = object(object(event.tool_call_metadata)?.model_response)
  conversation.facts.tell({ model: string(response?.model) }, place.line)
  const usage = usageOf(response?.usage, string(response?.id) ?? key, place.line, conversation.facts.known.model)
  if (!usage) return
  conversation.costs = true
  const draft: Draft<typeof usage> = { ...usage }
  if (place.at !== undefined) draft.at = place.at
  conversation.out.push(draft)
}
