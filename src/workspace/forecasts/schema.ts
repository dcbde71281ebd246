import { z } from 'zod'
import { id, time } from '../../http/shapes.ts'
import { unit } from '../windows/index.ts'

const share = z.number().min(0).max(1)
const because = z.array(z.string()).describe('What it rests on')
const range = z.object({ low: z.number(), likely: z.number(), high: z.number() })

const unknown = z.object({ kind: z.literal('unknown'), because })
const known = z.object({
  kind: z.literal('range'),
  runs_out: z
    .object({ earliest: time.nullable(), likely: time.nullable(), latest: time.nullable() })
    .describe('Four times of five between earliest and latest; null: not before until'),
  probability: share.describe('That it runs out before until'),
  used: range.describe('What would be used until then if there were enough; four times of five between low and high'),
  left_at_reset: range,
  until: time.describe('The reset; where there is none, how far was looked'),
  because,
})

const window = z.object({
  window: z.string(),
  main: z.boolean(),
  unit,
  left: z.number().nullable().describe('Null: not known, or not limited'),
  resets_at: time.nullable(),
})

export const windowForecast = window.extend({ forecast: z.discriminatedUnion('kind', [unknown, known]) })
export type WireWindowForecast = z.output<typeof windowForecast>

export const poolQuery = z.object({
  hours: z.coerce.number().int().min(1).max(720).default(24).describe('Losses within so many hours'),
})

const ofAccount = { account_id: id, account_name: z.string() }
export const poolForecast = z.object({
  runs_out: z
    .array(window.extend({ ...ofAccount, ...known.omit({ kind: true }).shape }))
    .describe('More likely than not; soonest first'),
  about_to_be_lost: z
    .array(z.object({ ...ofAccount, unit, at: time, lost: range, because }))
    .describe('At resets of the next hours, less what is likely to be used until then; soonest first'),
  losses: z
    .object({ accounts: z.number().int(), lost: z.number() })
    .describe('Of all accounts, listed or not, if nobody used anything'),
  asked: z.number().int().describe('Accounts used in the last two weeks that were looked into'),
  cut: z.boolean().describe('More were used than are looked into at once: those used last'),
})
export type WirePoolForecast = z.output<typeof poolForecast>

export const planWish = z.object({
  credits: z.number().int().min(1).max(1_000_000),
  by: time,
  project_id: id.optional().describe('Its sessions tell the pace; its accounts in use are taken too'),
  specialization: z.string().trim().max(100).nullish().describe('Only accounts of this skill, or of none'),
})
export type PlanWish = z.output<typeof planWish>

export const plan = z.object({
  kind: z.enum(['possible', 'impossible', 'unknown']),
  credits: z.number().describe('That the steps do; of unknown, what the accounts hold until then'),
  steps: z
    .array(z.object({ ...ofAccount, from: time, until: time, credits: z.number() }))
    .describe('At a pace that is kept four times of five'),
  done: z
    .object({ likely: time.nullable(), sure: time.nullable().describe('Four times of five') })
    .describe('All of the credits asked for; null: not known, or not within the month after'),
  probability: share.nullable().describe('That all is done by then; null: not known'),
  because,
})
export type WirePlan = z.output<typeof plan>
