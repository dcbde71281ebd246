/** One conversation: its messages, of which the branch that ends with the last is what was said. */
import { fingerprint } from '../../core/fingerprint.ts'
import type { Draft } from '../../core/transcript/draft.ts'
import type { SessionEvent, TranscriptEvent } from '../../core/transcript/event.ts'
import { type Json, records, string } from '../../core/transcript/json.ts'
import { openFacts } from '../../core/transcript/session-facts.ts'
import { readMessage } from './message.ts'

export function readConversation(record: Json, line: number, out: TranscriptEvent[]): void {
  if (!Array.isArray(record.chat_messages)) {
    out.push({ type: 'skip', line, reason: 'a conversation without its messages' })
    return
  }
  const name = string(record.name)?.trim()
  const sessionKey = string(record.uuid) || fingerprint(`${name}:${string(record.created_at)}`)
  const session: Draft<SessionEvent> = { type: 'session', line, sessionKey }
  if (name) session.title = name
  out.push(session)
  openFacts(out).tell({ model: string(record.model) }, line)
  const messages = records(record.chat_messages)
  for (const [index, message] of shownBranch(messages, string(record.current_leaf_message_uuid)).entries()) {
    readMessage(message, string(message.uuid) ?? `M${index}`, line, out)
  }
}

/**
 * Edited prompts and repeated answers stay in the export beside what replaced them. Newer ones tell which message each
 * follows: then what leads to `leaf`, else to the last message, was shown. Older ones do not: then all were.
 */
function shownBranch(messages: readonly Json[], leaf: string | undefined): readonly Json[] {
  const byId = new Map<unknown, Json>(messages.map(message => [message.uuid, message]))
  const followed = messages.filter(message => byId.has(message.parent_message_uuid)).length
  if (followed === 0) return messages
  const branch = new Set<Json>()
  let message = byId.get(leaf) ?? messages.at(-1)
  while (message && !branch.has(message)) {
    branch.add(message)
    message = byId.get(message.parent_message_uuid)
  }
  return [...branch].reverse()
}
