/** Keeps what came of sending a message. */
import type { Call } from '../../platform/call.ts'
import type { Outcome, Outgoing } from '../../platform/outgoing.ts'
import { tell } from '../activity/index.ts'
import { ATTEMPTS_MAX, BACK_OFF_MS_MAX, backOffMs } from './back-off.ts'
import { changeWebhook } from './keep-webhooks.ts'
import type { Message } from './schema.ts'
import { findMessage, updateMessage } from './store.ts'
import { getWebhook } from './webhook-store.ts'

/** The receiver says that it wants no more (Standard Webhooks). */
const GONE = 410

export function settleMessage(call: Call, sent: Pick<Outgoing, 'id' | 'attempt'>, outcome: Outcome): void {
  const message = findMessage(call.sql, sent.id)
  if (!message || message.status === 'delivered') return
  if (outcome.kind === 'delivered') {
    const done = { status: 'delivered', due_at_ms: null, error: null, settled_at_ms: call.now }
    updateMessage(call.sql, message.id, { ...done, answer_status: outcome.status })
    tellOf(call, message, 'delivered')
    return
  }
  // Another attempt has begun since: what comes of that one counts.
  if (message.status !== 'sending' || message.attempts !== sent.attempt) return
  const said = { answer_status: outcome.status ?? null, error: outcome.error }
  if (outcome.status === GONE && message.webhook_id !== null) {
    giveUp(call, message.id, said)
    changeWebhook(call, message.webhook_id, { enabled: false }, 'it answered 410 Gone')
    return
  }
  if (message.attempts >= ATTEMPTS_MAX) giveUp(call, message.id, said)
  else tryLater(call, message, said, outcome.retryAfterMs ?? 0)
}

interface Said {
  readonly answer_status: number | null
  readonly error: string
}

function tryLater(call: Call, message: Message, said: Said, retryAfterMs: number): void {
  const { id, webhook_id } = message
  const waitMs = Math.max(backOffMs(message.attempts, id), Math.min(retryAfterMs, BACK_OFF_MS_MAX))
  const isOff = webhook_id !== null && !getWebhook(call.sql, webhook_id).enabled
  updateMessage(call.sql, id, { ...said, status: 'waiting', due_at_ms: isOff ? null : call.now + waitMs })
  tellOf(call, message, 'waiting')
}

/** A dead letter: kept with its last error, until a person asks for it again. */
export function giveUp(call: Call, id: number, said: Said): void {
  updateMessage(call.sql, id, { ...said, status: 'dead', due_at_ms: null, settled_at_ms: call.now })
  const message = findMessage(call.sql, id)
  if (message) tellOf(call, message, 'dead')
}

function tellOf(call: Call, { id, webhook_id, event_type }: Message, status: Message['status']): void {
  tell(call, 'outbox.changed', id, { status, webhook_id, event_type })
}
