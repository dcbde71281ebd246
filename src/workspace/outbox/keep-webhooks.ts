/** Endpoints of other systems: their address, what they are told of, and the secret that proves who tells it. */
import type { Call } from '../../platform/call.ts'
import { refuseUrl } from '../../platform/outside-url.ts'
import type { Kept, Sealed } from '../../platform/seal.ts'
import { Secret } from '../../platform/secret.ts'
import { toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { deleteSecret, keepSecret } from '../secrets/index.ts'
import { enterFor } from './enter-message.ts'
import { problem } from './problems.ts'
import type { NewWebhook, Webhook, WebhookChange } from './schema.ts'
import { parkMessages, unparkMessages } from './store.ts'
import { deleteWebhookRow, getWebhook, insertWebhook, readPlaces, updateWebhook } from './webhook-store.ts'

const SECRET_BYTES = 32
/** Receivers have a day to take the new secret. */
const OVERLAP_MS = 86_400_000

/** A webhook has no number before it is there: its secrets have places of their own. */
export function drawSecret(): { secret: Secret; place: string } {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES))
  const secret = new Secret(`whsec_${btoa(String.fromCharCode(...bytes))}`)
  return { secret, place: `webhook:${crypto.randomUUID()}` }
}

/** @returns the secret, which is not shown again. */
export function createWebhook(
  call: Call,
  { event_types, ...values }: NewWebhook,
  secret: Sealed,
): { id: number; secret: Kept } {
  refuse(call, values.url)
  keepSecret(call, secret)
  const at = toSqlTime(call.now)
  const id = insertWebhook(call.sql, {
    ...values,
    event_types: JSON.stringify(event_types),
    secret_place: secret.place,
    created_at: at,
    updated_at: at,
  })
  tell(call, 'webhook.created', id)
  return { id, secret: toKept(secret) }
}

/** @param because why it is switched off where no person does it. */
export function changeWebhook(call: Call, id: number, change: WebhookChange, because?: string): Webhook {
  const { sql, now } = call
  const before = getWebhook(sql, id)
  const { event_types, enabled, ...values } = change
  if (values.url !== undefined) refuse(call, values.url)
  updateWebhook(sql, id, {
    ...values,
    event_types: event_types && JSON.stringify(event_types),
    ...(enabled !== undefined && { enabled: Number(enabled), disabled_because: because ?? null }),
    updated_at: toSqlTime(now),
  })
  if (enabled === false) parkMessages(sql, id)
  if (enabled === true && !before.enabled) unparkMessages(sql, id, now)
  tell(call, 'webhook.changed', id)
  return getWebhook(sql, id)
}

export function deleteWebhook(call: Call, id: number): { id: number } {
  const { secret_place, old_secret_place } = readPlaces(call.sql, id)
  deleteSecret(call.sql, secret_place)
  if (old_secret_place !== null) deleteSecret(call.sql, old_secret_place)
  deleteWebhookRow(call.sql, id)
  tell(call, 'webhook.deleted', id)
  return { id }
}

/** The secret before it signs too for a day. @returns the new one, which is not shown again. */
export function rotateSecret(call: Call, id: number, secret: Sealed): { secret: Kept; old_secret_until: string } {
  const { sql, now } = call
  const { secret_place, old_secret_place } = readPlaces(sql, id)
  const until = now + OVERLAP_MS
  if (old_secret_place !== null) deleteSecret(sql, old_secret_place)
  keepSecret(call, secret)
  updateWebhook(sql, id, {
    old_secret_place: secret_place,
    old_secret_until_ms: until,
    secret_place: secret.place,
    updated_at: toSqlTime(now),
  })
  tell(call, 'webhook.changed', id)
  return { secret: toKept(secret), old_secret_until: new Date(until).toISOString() }
}

/** @returns the id of a message that says nothing but that it came. */
export function testWebhook(call: Call, id: number): number {
  const { enabled } = getWebhook(call.sql, id)
  if (!enabled) throw problem('webhook-off', { id })
  const messageId = enterFor(call, id, 'webhook.test', { webhook_id: id, message: 'It works.' })
  tell(call, 'outbox.changed', messageId, { status: 'waiting', webhook_id: id, event_type: 'webhook.test' })
  return messageId
}

function refuse({ reach }: Call, url: string): void {
  const reason = refuseUrl(url, reach)
  if (reason !== null) throw problem('webhook-url-refused', { reason })
}

const toKept = ({ place, sealed }: Sealed): Kept => ({ place, sealed })
