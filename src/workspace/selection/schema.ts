import { z } from 'zod'
import { id } from '../../http/shapes.ts'
import { account, lease } from '../accounts/index.ts'
import { sessionType } from '../sessions/index.ts'
import { strategy } from '../settings/index.ts'

const RUNNERS_UP_MAX = 10

export const selection = z
  .object({
    specialization: z.string().trim().max(100).nullish(),
    min_credits: z
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe('50 where nothing is said; by another strategy than most-credits what such sessions need, 10 to 50'),
    strategy: strategy.optional().describe("The workspace's where nothing is said"),
    session_type: sessionType
      .optional()
      .describe('Of the work to come: its need and success are those of such sessions'),
    project_id: id.optional().describe('Of the work to come'),
    runners_up: z.number().int().min(0).max(RUNNERS_UP_MAX).default(3).describe('How many to tell of'),
    what_if: z.literal(true).optional().describe('Also compare what each strategy would choose; claims nothing'),
    lease_seconds: z.number().int().min(1).max(86_400).optional().describe('Also claim it for so long'),
  })
  .refine(
    wish => wish.what_if === undefined || wish.lease_seconds === undefined,
    'what_if only compares: leave lease_seconds out to compare, or what_if to claim',
  )
export type Selection = z.output<typeof selection>

const chosen = account.pick({
  id: true,
  account_name: true,
  credits_available: true,
  specialization: true,
  platform: true,
})
const because = z.array(z.string()).describe('The reasons, with their numbers')

export const whatIf = z.object({
  strategy,
  account: chosen.nullable().describe('Null: none would be chosen'),
  because,
  uses: z.number().int().describe('Credits the session is taken to use: what such sessions did, else min_credits'),
  credits_left: z.number().int().nullable().describe('Of the account after that'),
  lost_at_reset: z
    .number()
    .int()
    .describe('Of the accounts compared, at the next reset of each if nothing else is used'),
})

export const selected = chosen.extend({
  strategy,
  because,
  runners_up: z.array(chosen.extend({ because })).describe('Those that come next, and what they come behind by'),
  what_if: z.array(whatIf).optional(),
  lease: lease.optional(),
})
