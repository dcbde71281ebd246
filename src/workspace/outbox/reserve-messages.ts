/** Takes what is due for sending: for half a minute it is nobody else's, and if nobody settles it, it is due again. */
import type { Call } from '../../platform/call.ts'
import type { Outgoing } from '../../platform/outgoing.ts'
import { ATTEMPTS_MAX } from './back-off.ts'
import { giveUp } from './settle-message.ts'
import { countSending, listDue, readOutgoing, updateMessage } from './store.ts'

/** Longer than an attempt may take. */
const RESERVED_MS = 30_000
const AT_ONCE_EACH = 2

export function reserveMessages(call: Call, limit: number): Outgoing[] {
  const { sql, now } = call
  const sending = countSending(sql, now)
  const reserved: Outgoing[] = []
  for (const { id, webhook_id, attempts } of listDue(sql, now, AT_ONCE_EACH)) {
    if (reserved.length === limit) break
    // The attempts before this one were begun, and whoever began the last one died over it.
    if (attempts >= ATTEMPTS_MAX) {
      giveUp(call, id, { answer_status: null, error: 'nobody could tell what came of the last attempt' })
      continue
    }
    const before = sending.get(webhook_id) ?? 0
    if (before >= AT_ONCE_EACH) continue
    sending.set(webhook_id, before + 1)
    updateMessage(sql, id, { status: 'sending', attempts: attempts + 1, due_at_ms: now + RESERVED_MS })
    reserved.push(readOutgoing(sql, id, now))
  }
  return reserved
}
