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

const group = z.object({ sessions: count, credits: count, average: z.number() })

export const analysis = z.object({
  total_sessions: count.describe('Sessions of the period that used credits'),
  total_credits: count,
  avg_credits_per_session: z.number(),
  min_credits: count,
  max_credits: count,
  efficiency_score: z.enum(['optimal', 'good', 'needs_improvement']),
  recommendations: z.array(z.string()),
  cost_per_completed_session: z.number().nullable(),
  wasted_at_resets: count.describe("Credits left on the project's accounts when their windows ended"),
  trend: z.array(group.extend({ week: z.string() })).describe('Per ISO week, oldest first'),
  per_account: z.array(group.extend({ account_name: z.string() })),
  per_session_type: z.array(group.extend({ session_type: z.string() })),
})
