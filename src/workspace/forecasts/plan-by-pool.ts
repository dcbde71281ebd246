/** Which accounts do so many credits of work in time, in which order. */
import { type Plan, planWork } from '../../core/forecast/plan-work.ts'
import type { PoolAccount } from '../../core/forecast/spend-pool.ts'
import { measureLeft } from '../../core/quota/account-windows.ts'
import { matchSkills, skillsOf } from '../../core/selection/normalise-skill.ts'
import type { Call } from '../../platform/call.ts'
import { measureAccount } from '../accounts/index.ts'
import { getProject } from '../projects/index.ts'
import { personOf } from '../who-sees.ts'
import { problem } from './problems.ts'
import type { PlanWish } from './schema.ts'
import { listPlanAccounts, listWorkDone, type PlanAccount } from './store.ts'

type Now = Pick<Call, 'sql' | 'now'>

/** Further ones are not looked into: one person does not work through so many. */
const ACCOUNTS_MAX = 200
const SESSIONS_MAX = 200
/** With fewer sessions of its own a project is judged by those of all. */
const SESSIONS_MIN = 4

export function planByPool(call: Now & Pick<Call, 'principal'>, wish: PlanWish): Plan {
  const { sql, now } = call
  const person = personOf(call.principal)
  const by = Date.parse(wish.by)
  if (by <= now) throw problem('plan-in-the-past', { by: wish.by })
  const projectId = wish.project_id ?? null
  if (projectId !== null) getProject(sql, projectId)
  const skills = skillsOf(wish.specialization ?? null)
  const fitting = listPlanAccounts(sql, person, projectId, now).filter(
    ({ specialization }) => skills.length === 0 || matchSkills(skills, skillsOf(specialization)) !== 'other',
  )
  const accounts = fitting.slice(0, ACCOUNTS_MAX).map(account => toPoolAccount(call, account))
  const own = projectId === null ? [] : listWorkDone(sql, person, projectId, SESSIONS_MAX)
  const sessions = own.length >= SESSIONS_MIN ? own : listWorkDone(sql, person, null, SESSIONS_MAX)
  return planWork({ credits: wish.credits, now, by, accounts, sessions })
}

/** By the window that leaves the least: it tells when more comes back, and the others how much of it may be used. */
function toPoolAccount(call: Now, { id, account_name: name, ...scale }: PlanAccount): PoolAccount {
  const windows = measureAccount(call, id)
  const { tightest, credits } = measureLeft(windows, scale)
  if (!tightest) {
    const usable = windows.some(({ main, renewal }) => main && renewal.kind === 'unlimited') ? credits : 0
    return { id, name, usable, fresh: usable, resetsAt: null, renewal: { kind: 'unlimited' } }
  }
  const renewed = windows.map(window => (window === tightest ? { ...window, usable: freshOf(window) } : window))
  const fresh = measureLeft(renewed, scale).credits
  return { id, name, usable: credits, fresh, resetsAt: tightest.resetsAt, renewal: tightest.renewal }
}

const freshOf = ({ capacity, reserve }: { capacity: number | null; reserve: number }) =>
  capacity === null ? null : Math.max(0, capacity - reserve)
