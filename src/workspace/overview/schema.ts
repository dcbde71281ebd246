import { z } from 'zod'
import { id } from '../../http/shapes.ts'

const count = z.number().int()

export const stats = z.object({
  active_projects: count,
  active_accounts: count.describe('Accounts that are available or active'),
  total_credits: count.describe('Credits used over all sessions'),
  total_sessions: count,
  credits_available: count.describe('Usable now, over all accounts that are not blocked'),
  credits_capacity: count,
  open_sessions: count,
  waiting_handoffs: count,
  next_reset_at: z.string().nullable(),
})

export const analysisWish = z.object({ project_id: id, days: z.number().int().min(1).max(3650).default(30) })
export type AnalysisWish = z.output<typeof analysisWish>

const figure = (about: string) =>
  z
    .object({
      value: z.number().nullable().describe('Null: not known'),
      sessions: count.describe('How many sessions it was known of'),
    })
    .describe(about)

const group = z.object({
  sessions: count,
  credits: figure('Credits used'),
  cost_usd: figure('Of sessions all of whose tokens have a known price'),
  credits_per_finished_session: figure('Mean over those that were completed or handed off'),
  cost_usd_per_finished_session: figure('Mean over those that were completed or handed off'),
})

export const analysis = z.object({
  total_sessions: count.describe('Sessions of the period that used credits'),
  total_credits: count,
  avg_credits_per_session: z.number(),
  min_credits: count,
  max_credits: count,
  efficiency_score: z.enum(['optimal', 'good', 'needs_improvement']),
  recommendations: z.array(z.string()),
  ...group.omit({ sessions: true }).shape,
  wasted_at_resets: figure('Credits left when windows in which sessions of the project ran began anew').extend({
    resets: count,
  }),
  handoff_gap_minutes: figure(
    'Median from the last turn of a session to the first one of the session that took over',
  ).extend({
    total: z.number().nullable(),
  }),
  reexplained_tokens: figure('Briefings given to receivers whose first turns were looked at, all together').extend({
    per_handoff: z.number().nullable(),
  }),
  fetched_again: figure("Things of the past that receivers' first turns fetched again, all together"),
  trend: z.array(group.extend({ week: z.string() })).describe('Per ISO week, oldest first'),
  per_account: z.array(group.extend({ account_name: z.string() })),
  per_platform: z.array(group.extend({ platform: z.string() })),
  per_session_type: z.array(group.extend({ session_type: z.string() })),
})
export type Analysis = z.output<typeof analysis>
