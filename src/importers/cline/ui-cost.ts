/** What a request cost: told with the request, and told again where requests were taken out of the list. */
import type { Draft, Place } from '../../core/transcript/draft.ts'
import type { UsageEvent } from '../../core/transcript/event.ts'
import { type Json, number, object, parseLine, string } from '../../core/transcript/json.ts'
import type { Task } from './task.ts'

const COSTS = new Set(['api_req_started', 'deleted_api_reqs', 'subagent_usage'])

export function readRequest(kind: string, message: Json, text: string, key: string, place: Place, task: Task): void {
  const parsed = COSTS.has(kind) ? parseLine(text) : undefined
  if (!parsed || 'reason' in parsed) return
  const { tokensIn, tokensOut, cacheReads, cacheWrites, cost } = parsed.record
  const model = string(object(message.modelInfo)?.modelId)
  if (model && kind === 'api_req_started') task.facts.tell({ model }, place.line)
  const cacheReadTokens = number(cacheReads) ?? 0
  const cacheWriteTokens = number(cacheWrites) ?? 0
  const input = number(tokensIn) ?? 0
  const outputTokens = number(tokensOut) ?? 0
  if (input + outputTokens + cacheReadTokens + cacheWriteTokens === 0) return
  // Where the model is asked in OpenAI's way, what went in includes the cache.
  const cached = message.apiProtocol === 'openai' ? cacheReadTokens + cacheWriteTokens : 0
  const event: Draft<UsageEvent> = {
    type: 'usage',
    key,
    line: place.line,
    model: model ?? task.facts.known.model ?? 'unknown',
    inputTokens: Math.max(0, input - cached),
    outputTokens,
    cacheReadTokens,
    cacheWriteTokens,
  }
  const costUsd = number(cost)
  if (costUsd) event.costUsd = costUsd
  if (place.at !== undefined) event.at = place.at
  task.out.push(event)
}
