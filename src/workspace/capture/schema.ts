import { z } from 'zod'
import type { ReadingEvent, TurnEvent, UsageEvent } from '../../core/transcript/event.ts'
import { COUNT_MAX, id, name } from '../../http/shapes.ts'
import { platform } from '../accounts/index.ts'
import { kind, role, turnDetail } from '../conversation/index.ts'
import { toldBy } from '../readings/index.ts'

const key = z.string().min(1).max(500)
const line = z.number().int().min(0)
const ms = z.number().int().min(0).max(8_640_000_000_000)
const tokens = z.number().int().min(0).max(COUNT_MAX)

const turn = turnDetail.extend({
  type: z.literal('turn'),
  key,
  line,
  role,
  kind,
  text: z.string(),
  at: ms.optional(),
})

const usage = z.object({
  type: z.literal('usage'),
  key,
  shared: z.boolean().optional().describe("The key is the response's own in every log that holds it"),
  line,
  model: z.string().max(200),
  inputTokens: tokens,
  outputTokens: tokens,
  cacheReadTokens: tokens,
  cacheWriteTokens: tokens,
  cacheWriteHourTokens: tokens.optional(),
  costUsd: z.number().min(0).optional(),
  at: ms.optional(),
})

const reading = z.object({
  type: z.literal('reading'),
  line,
  at: ms,
  window: z.string().min(1).max(100),
  usedPercent: z.number().min(0).max(1000).optional(),
  remaining: z.number().optional(),
  limit: z.number().min(0).optional(),
  unit: z.string().max(50).optional(),
  resetsAt: ms.optional(),
  source: toldBy,
  plan: z.string().max(100).optional(),
})

const words = z.string().max(4096).optional()
const meta = z.object({
  type: z.literal('meta'),
  line,
  sessionKey: words,
  title: words,
  cwd: words,
  branch: words,
  commit: words,
  toolVersion: words,
  model: words,
})

/** A batch of what an importer read. The same batch twice changes nothing the second time. */
export const captured = z.object({
  tool: z.string().min(1).max(100).describe('The importer that read it'),
  session_key: key.describe("The tool's own id of the session"),
  file: z.string().max(4096).optional(),
  project: z
    .union([
      z.object({ id }),
      z.object({
        name,
        place: z.string().max(4096).optional().describe('Its folder'),
        remote: z.string().max(500).optional().describe('Its repository: one project wherever it is checked out'),
      }),
    ])
    .optional(),
  account: z.union([z.object({ id }), z.object({ name, platform: platform.optional() })]).optional(),
  device: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('The machine it was recorded on, where that is another one'),
  email: z.string().max(320).optional().describe('Who was signed in; tells the account where none is named'),
  meta: meta.optional(),
  turns: z.array(turn).max(5000).default([]),
  usage: z.array(usage).max(5000).default([]),
  readings: z.array(reading).max(5000).default([]),
  last: z.boolean().optional().describe('The log ends here for now'),
  live: z.boolean().optional().describe('The log is being written: its session is in progress until it is quiet'),
})
export const shownReadings = captured
  .pick({ tool: true, session_key: true, file: true, account: true, email: true })
  .extend({ readings: z.array(reading).min(1).max(5000) })
export type ShownReadings = z.output<typeof shownReadings>

export const shownReceipt = z.object({
  account_id: id,
  readings_added: z.number().int(),
  next: z.string().nullable().describe('The account to go on with when this one is used up'),
})

/** As it comes over the wire, or from events that are already at hand. */
export type Batch = Omit<z.output<typeof captured>, 'turns' | 'usage' | 'readings'> & {
  readonly turns: readonly TurnEvent[]
  readonly usage: readonly UsageEvent[]
  readonly readings?: readonly ReadingEvent[]
}

export const receipt = z.object({
  session_id: id,
  project_id: id,
  account_id: id,
  turns_added: z.number().int(),
  turns_known: z.number().int(),
  usage_added: z.number().int(),
  readings_added: z.number().int(),
})

const identityValue = z.string().trim().min(1).max(4096)

export const newIdentity = z.union([
  z.object({ kind: z.literal('profile'), value: identityValue.describe("A folder that a tool's logs lie in") }),
  z.object({ kind: z.literal('email'), value: z.email().max(320).describe('Who is signed in') }),
])
export type NewIdentity = z.output<typeof newIdentity>

export const identity = z.object({ id, account_id: id, kind: z.enum(['profile', 'email']), value: z.string() })
export type Identity = z.output<typeof identity>
