import { z } from 'zod'
import { changeOf, id, pageQuery, time } from '../../http/shapes.ts'

/** What a webhook can be told of: alerts, and facts of the activity that other systems act on. */
export const FACT_EVENTS = [
  'session.handed_off',
  'handoff.queued',
  'handoff.completed',
  'handoff.failed',
  'account.reset',
] as const
export const eventType = z.enum(['alert.raised', 'alert.cleared', ...FACT_EVENTS])
export type EventType = z.output<typeof eventType>

export const webhook = z.object({
  id,
  url: z.string(),
  description: z.string().nullable(),
  event_types: z.array(eventType),
  enabled: z.boolean(),
  disabled_because: z.string().nullable().describe('Where it was not a person who switched it off'),
  old_secret_until: time.nullable().describe('Until then the secret before this one signs too'),
  created_at: time,
  updated_at: time,
})
export type Webhook = z.output<typeof webhook>

export const secret = z.string().describe('whsec_…; shown this once')
export const createdWebhook = z.object({ id, secret })

export const newWebhook = z.object({
  url: z
    .string()
    .trim()
    .min(1)
    .max(2000)
    .describe('https; http where it is this machine, or a private network that the operator opened'),
  description: z.string().trim().max(500).nullish(),
  event_types: z.array(eventType).min(1).max(50).default(['alert.raised']),
})
export type NewWebhook = z.output<typeof newWebhook>

export const webhookChange = changeOf(
  newWebhook.extend({ event_types: z.array(eventType).min(1).max(50), enabled: z.boolean() }),
)
export type WebhookChange = z.output<typeof webhookChange>

export const messageStatus = z.enum(['waiting', 'sending', 'delivered', 'dead'])

export const message = z.object({
  id,
  message_id: z.string().describe('The header webhook-id: the same at every attempt'),
  kind: z.enum(['webhook']),
  webhook_id: id.nullable(),
  event_type: z.string(),
  status: messageStatus.describe('dead: given up, until a person asks for it again'),
  attempts: z.number().int(),
  due_at: time.nullable().describe('The next attempt; null while its webhook is switched off, and in the end'),
  answer_status: z.number().int().nullable().describe('Of the last attempt; null where no answer came'),
  error: z.string().nullable(),
  created_at: time,
  settled_at: time.nullable(),
})
export type Message = z.output<typeof message>
export const messageWithBody = message.extend({ body: z.unknown().describe('What is sent') })

export const messageQuery = pageQuery.extend({
  status: messageStatus.optional(),
  webhook_id: z.coerce.number().int().positive().optional(),
})
export type MessageQuery = z.output<typeof messageQuery>
