import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { problem } from './problems.ts'
import type { Message } from './schema.ts'
import { getMessage, updateMessage } from './store.ts'
import { getWebhook } from './webhook-store.ts'

/** A person asks for it again: at once, with all its attempts before it, under the id that the receiver may know. */
export function retryMessage(call: Call, id: number): Message {
  const { sql, now } = call
  const { status, webhook_id, event_type } = getMessage(sql, id)
  if (status === 'delivered' || status === 'sending') throw problem('message-on-its-way', { id, status })
  if (webhook_id !== null && !getWebhook(sql, webhook_id).enabled) throw problem('webhook-off', { id: webhook_id })
  updateMessage(sql, id, { status: 'waiting', attempts: 0, due_at_ms: now, settled_at_ms: null })
  tell(call, 'outbox.changed', id, { status: 'waiting', webhook_id, event_type })
  const { body: _, ...message } = getMessage(sql, id)
  return message
}
