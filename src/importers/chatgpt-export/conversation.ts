/** One conversation: a tree of messages, of which the branch that was shown last is what was said. */
import { fingerprint } from '../../core/fingerprint.ts'
import type { Draft } from '../../core/transcript/draft.ts'
import type { SessionEvent, TranscriptEvent } from '../../core/transcript/event.ts'
import { type Json, number, object, string } from '../../core/transcript/json.ts'
import { openFacts } from '../../core/transcript/session-facts.ts'
import { type Conversation, readMessage } from './message.ts'

export function readConversation(record: Json, line: number, out: TranscriptEvent[]): void {
  const mapping = object(record.mapping)
  if (!mapping) {
    out.push({ type: 'skip', line, reason: 'a conversation without its messages' })
    return
  }
  out.push(sessionOf(record, line))
  const facts = openFacts(out)
  facts.tell({ model: string(record.default_model_slug) }, line)
  const conversation: Conversation = { line, facts, call: undefined, document: undefined }
  for (const node of shownBranch(mapping, string(record.current_node))) {
    const message = object(node.message)
    if (message) readMessage(message, string(node.id), conversation, out)
  }
}

function sessionOf(record: Json, line: number): SessionEvent {
  const title = string(record.title)?.trim()
  const sessionKey =
    string(record.conversation_id) || string(record.id) || fingerprint(`${title}:${number(record.create_time)}`)
  const session: Draft<SessionEvent> = { type: 'session', line, sessionKey }
  if (title) session.title = title
  return session
}

/** From the root to `leaf`; without one, to the last node that nothing follows. */
function shownBranch(mapping: Json, leaf: string | undefined): Json[] {
  const branch: Json[] = []
  const seen = new Set<string>()
  let id = leaf !== undefined && object(mapping[leaf]) ? leaf : lastLeaf(mapping)
  while (id !== undefined && !seen.has(id)) {
    seen.add(id)
    const node = object(mapping[id])
    if (!node) break
    branch.push({ id, ...node })
    id = string(node.parent)
  }
  return branch.reverse()
}

function lastLeaf(mapping: Json): string | undefined {
  return Object.keys(mapping).findLast(id => {
    const children = object(mapping[id])?.children
    return !Array.isArray(children) || children.length === 0
  })
}
