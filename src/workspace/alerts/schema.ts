import { z } from 'zod'
import type { Condition } from '../../core/alerts/condition.ts'
import { marginOf } from '../../core/alerts/judge-quota.ts'
import type { Subject } from '../../core/alerts/words.ts'
import { readZone } from '../../core/quota/zoned-time.ts'
import { changeOf, id, name, pageQuery, time } from '../../http/shapes.ts'
import { platform } from '../accounts/index.ts'

const WEEK_MINUTES = 7 * 24 * 60

const minutes = z.number().int().min(1).max(WEEK_MINUTES)
const share = z.number().gt(0).max(1)
const windowName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .optional()
  .describe('Only quota windows of this name; any where nothing is said')
const per = z
  .enum(['share', 'amount'])
  .default('share')
  .describe('share: 0 to 1 of the capacity; amount: of its own unit')
const at = z.number().min(0).max(1e12)
const margin = z
  .number()
  .gt(0)
  .max(1e12)
  .optional()
  .describe('So far back it must go to be over; 0.05, or a twentieth of the amount')
const zone = z
  .string()
  .max(100)
  .refine(text => text === 'UTC' || readZone(text) !== undefined, 'not a time zone: Europe/Berlin, UTC')
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day: 10:00')
  .refine(text => text !== '00:00', 'the day has just begun then')
const silence = z.union([
  z.strictObject({ minutes }),
  z.strictObject({
    by: timeOfDay,
    zone: zone.default('UTC'),
    days: z
      .array(z.number().int().min(1).max(7))
      .min(1)
      .max(7)
      .optional()
      .describe('From 1, Monday; every day where nothing is said'),
  }),
])

export const condition = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('threshold'),
        of: z.enum(['used', 'left']).default('used'),
        per,
        at,
        margin,
        window: windowName,
      })
      .describe('So much of a quota window is used, or left'),
    z
      .strictObject({
        kind: z.literal('forecast'),
        probability: z.number().min(0.5).max(1).default(0.8),
        window: windowName,
      })
      .describe('A quota window will run out before its reset, at least so probably'),
    z
      .strictObject({ kind: z.literal('waste'), per, at, margin, minutes: minutes.default(120) })
      .describe('So many credits are lost at the next reset, which is so near'),
    z
      .strictObject({ kind: z.literal('returned'), at: share.default(0.5) })
      .describe('What was used up is there again, this share of it'),
    z.strictObject({ kind: z.literal('handoff_waiting'), minutes: minutes.default(10) }),
    z
      .strictObject({ kind: z.literal('no_activity'), after: silence })
      .describe('Nothing was recorded for so long, or all day until a time of day'),
  ])
  .superRefine((wish: Condition, context) => {
    const fault = findFault(wish)
    if (fault) context.addIssue({ code: 'custom', message: fault, path: ['at'] })
  })

/** What can never come true, or once true can never be over. */
function findFault(wish: Condition): string | null {
  if (wish.kind !== 'threshold' && wish.kind !== 'waste') return null
  const { per, at } = wish
  if (per === 'share' && at > 1) return 'a share is 0 to 1: 0.9 for 90 %'
  const margin = marginOf(wish)
  if (wish.kind === 'threshold' && wish.of === 'left') {
    return per === 'share' && at + margin >= 1 ? 'with its margin it would never be over' : null
  }
  if (at === 0) return 'it would always hold'
  return at - margin <= 0 ? 'with its margin it would never be over' : null
}

export const action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notify') }).describe('Show it as new; without this it is only written down'),
  z.strictObject({ kind: z.literal('rotate') }).describe("Hand over the account's sessions in progress"),
  z
    .strictObject({ kind: z.literal('pause') })
    .describe('Pause the projects concerned: nothing in them is rotated by itself'),
  z
    .strictObject({
      kind: z.literal('webhook'),
      webhook_id: id.optional().describe('All that take alerts where nothing is said'),
    })
    .describe('Tell other systems'),
])
export type Action = z.output<typeof action>

const scope = {
  account_id: id.nullish().describe('Only this account'),
  platform: platform.nullish().describe('Only accounts of this platform'),
  project_id: id.nullish().describe('Only this project; of handoff_waiting and no_activity'),
}

const ACTIONS_OF: Readonly<Record<Condition['kind'], readonly Action['kind'][]>> = {
  threshold: ['notify', 'webhook', 'rotate', 'pause'],
  forecast: ['notify', 'webhook', 'rotate', 'pause'],
  waste: ['notify', 'webhook'],
  returned: ['notify', 'webhook'],
  handoff_waiting: ['notify', 'webhook', 'pause'],
  no_activity: ['notify', 'webhook', 'pause'],
}

type Scope = { [K in keyof typeof scope]?: unknown }
const SCOPES_OF: Readonly<Record<Condition['kind'], readonly (keyof Scope)[]>> = {
  threshold: ['account_id', 'platform'],
  forecast: ['account_id', 'platform'],
  waste: ['account_id', 'platform'],
  returned: ['account_id', 'platform'],
  handoff_waiting: ['project_id'],
  no_activity: ['account_id', 'project_id'],
}

/** @returns what does not go together; null where everything does. */
export function findContradiction(policy: Scope & { condition: Condition; actions: readonly Action[] }): string | null {
  const { condition, actions } = policy
  const kinds = actions.map(({ kind }) => kind)
  const foreign = kinds.find(kind => !ACTIONS_OF[condition.kind].includes(kind))
  if (foreign) return `the action ${foreign} makes no sense for ${condition.kind}`
  if (kinds.includes('rotate') && kinds.includes('pause')) return 'rotate and pause exclude each other'
  const others = actions.filter(({ kind }) => kind !== 'webhook').map(({ kind }) => kind)
  if (new Set(others).size < others.length) return 'an action stands twice'
  const scopes = (['account_id', 'platform', 'project_id'] as const).filter(key => policy[key] != null)
  if (scopes.length > 1) return `${scopes.join(' and ')}: give one of them`
  const wrong = scopes.find(key => !SCOPES_OF[condition.kind].includes(key))
  return wrong ? `${condition.kind} does not go by ${wrong}` : null
}

const actions = z.array(action).min(1).max(10)

export const newPolicy = z.strictObject({
  name,
  condition,
  actions: actions.default([{ kind: 'notify' }]),
  enabled: z.boolean().default(true),
  ...scope,
})
export type NewPolicy = z.output<typeof newPolicy>

export const policyChange = changeOf(z.object({ name, condition, actions, enabled: z.boolean(), ...scope }))
export type PolicyChange = z.output<typeof policyChange>

export const policy = z.object({
  id,
  name: z.string(),
  preset: z.string().nullable().describe('It came with the workspace: switched off, not deleted'),
  enabled: z.boolean(),
  condition,
  actions: z.array(action),
  account_id: id.nullable(),
  platform: platform.nullable(),
  project_id: id.nullable(),
  holding: z.number().int().describe('For how many things it holds now'),
  last_raised_at: time.nullable(),
  created_at: time,
  updated_at: time,
})
export type Policy = z.output<typeof policy>

export const policyQuery = pageQuery

const instant = time.nullable()
const subject = z
  .object({
    kind: z.enum(['account', 'handoff', 'project', 'workspace']),
    id: id.nullable(),
    name: z.string(),
    window: z.string().optional(),
    unit: z.string().optional(),
    capacity: z.number().nullable().optional(),
    used: z.number().nullable().optional(),
    left: z.number().nullable().optional(),
    used_ratio: z.number().nullable().optional(),
    resets_at: instant.optional(),
    lost: z.number().optional(),
    loses_at: instant.optional(),
    probability: z.number().optional(),
    runs_out_at: instant.optional(),
    since: instant.optional(),
    session_id: id.optional(),
  })
  .describe('What it is about, with the figures of that moment')
export type WireSubject = { [K in keyof Subject]: K extends InstantKey ? string | null : Subject[K] }
export type InstantKey = 'resets_at' | 'loses_at' | 'runs_out_at' | 'since'

export const done = z.object({
  kind: z.enum(['rotate', 'pause', 'webhook']),
  project_id: id.optional(),
  session_id: id.optional(),
  next_session_id: id.optional().describe('The session that took over'),
  webhook_id: id.optional(),
  outcome: z.enum(['done', 'waits', 'refused']),
  because: z.string().optional().describe('Why it waits or was refused'),
})
export type Done = z.output<typeof done>

export const alertStatus = z.enum(['new', 'seen', 'dismissed'])
const kind = z.enum(['threshold', 'forecast', 'waste', 'returned', 'handoff_waiting', 'no_activity'])

export const alert = z.object({
  id,
  policy_id: id.nullable().describe('Null: the policy is gone'),
  policy_name: z.string(),
  kind,
  title: z.string().describe('In one line, for people'),
  count: z.number().int().describe('What became true together is one alert'),
  holding: z.number().int().describe('Of how many it is still true'),
  subjects: z.array(subject).describe('The first 50 of them'),
  actions: z.array(done).describe('What was done about it'),
  status: alertStatus,
  open: z.boolean().describe('Still true, and not dismissed'),
  raised_at: time,
  cleared_at: time.nullable().describe('When it was true no longer'),
})
export type Alert = z.output<typeof alert>

export const alertQuery = pageQuery.extend({
  show: z.enum(['open', 'all']).default('open').describe('open: still true, and not dismissed'),
  status: alertStatus.optional(),
  kind: kind.optional(),
  policy_id: z.coerce.number().int().positive().optional(),
  account_id: z.coerce.number().int().positive().optional().describe('Of which it told by name'),
})
export type AlertQuery = z.output<typeof alertQuery>

export const alertChange = z.strictObject({ status: alertStatus })
export const alertCounts = z.object({
  open: z.number().int().describe('Still true, and not dismissed'),
  new: z.number().int().describe('Not seen by anybody, whether still true or not'),
})
