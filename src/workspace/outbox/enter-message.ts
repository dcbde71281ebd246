import { redactValue } from '../../core/redact/values.ts'
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import type { EventType } from './schema.ts'
import { forgetOldMessages, insertMessage } from './store.ts'
import { listTakers } from './webhook-store.ts'

/**
 * Enters what happened for each webhook that is to know it, in the transaction that made it true.
 * @param only this webhook, if it takes the type; all that take it where nothing is said. @returns for how many.
 */
export function enterMessage(call: Call, type: EventType, data: object, only?: number): number {
  const takers = listTakers(call.sql, type).filter(id => only === undefined || id === only)
  for (const id of takers) enterFor(call, id, type, data)
  return takers.length
}

/** @returns the message's id. */
export function enterFor(
  { sql, now }: Call,
  webhookId: number,
  type: EventType | 'webhook.test',
  data: object,
): number {
  forgetOldMessages(sql, now)
  const body = { type, timestamp: new Date(now).toISOString(), data: redactValue(data).value }
  return insertMessage(sql, {
    message_id: `msg_${crypto.randomUUID()}`,
    kind: 'webhook',
    webhook_id: webhookId,
    event_type: type,
    body: JSON.stringify(body),
    due_at_ms: now,
    created_at: toSqlTime(now),
  })
}
