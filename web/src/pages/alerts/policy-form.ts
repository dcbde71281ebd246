/** A policy as its form holds it: shares in percent, the figures of every kind side by side. */
import type { Action, Condition, Policy } from '../../api/types.ts'

const DEFAULTS = {
  kind: 'threshold' as Condition['kind'],
  of: 'used' as 'used' | 'left',
  per: 'share' as 'share' | 'amount',
  at: 85,
  window: '',
  minutes: 120,
  silence: 'minutes' as 'minutes' | 'by',
  by: '10:00',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  days: undefined as number[] | undefined,
}
export type ConditionFields = typeof DEFAULTS

/** What a kind begins with where nothing was said yet. */
export const USUAL: Readonly<Record<Condition['kind'], Partial<ConditionFields>>> = {
  threshold: { at: 85 },
  forecast: { at: 80 },
  waste: { at: 50, minutes: 120 },
  returned: { at: 50 },
  handoff_waiting: { minutes: 10 },
  no_activity: { minutes: 480 },
}

/** As the API takes them together (src/workspace/alerts/schema.ts). */
export const ACTIONS_OF: Readonly<Record<Condition['kind'], readonly Action['kind'][]>> = {
  threshold: ['notify', 'webhook', 'rotate', 'pause'],
  forecast: ['notify', 'webhook', 'rotate', 'pause'],
  waste: ['notify', 'webhook'],
  returned: ['notify', 'webhook'],
  handoff_waiting: ['notify', 'webhook', 'pause'],
  no_activity: ['notify', 'webhook', 'pause'],
}
export const SCOPES_OF: Readonly<Record<Condition['kind'], readonly ('account' | 'project')[]>> = {
  threshold: ['account'],
  forecast: ['account'],
  waste: ['account'],
  returned: ['account'],
  handoff_waiting: ['project'],
  no_activity: ['account', 'project'],
}

export function toFields(policy: Policy | null): ConditionFields {
  if (!policy) return { ...DEFAULTS }
  const { condition } = policy
  const percent = (share: number) => Math.round(share * 1000) / 10
  const fields: ConditionFields = { ...DEFAULTS, ...USUAL[condition.kind], kind: condition.kind }
  switch (condition.kind) {
    case 'threshold':
    case 'waste': {
      const { per, at } = condition
      const of = condition.kind === 'threshold' ? { of: condition.of, window: condition.window ?? '' } : condition
      return { ...fields, ...of, kind: condition.kind, per, at: per === 'share' ? percent(at) : at }
    }
    case 'forecast':
      return { ...fields, at: percent(condition.probability), window: condition.window ?? '' }
    case 'returned':
      return { ...fields, at: percent(condition.at) }
    case 'handoff_waiting':
      return { ...fields, minutes: condition.minutes }
    case 'no_activity':
      return { ...fields, ...condition.after, silence: 'minutes' in condition.after ? 'minutes' : 'by' }
  }
}

/** @param before what the form does not show of it stays: its margin. */
export function toCondition(fields: ConditionFields, before: Condition | undefined): Condition {
  const { kind, of, per, minutes, by, zone, days } = fields
  const window = fields.window.trim() === '' ? {} : { window: fields.window.trim() }
  const share = fields.at / 100
  const isSame = before?.kind === kind && 'per' in before && before.per === per && before.margin !== undefined
  const measured = { per, at: per === 'share' ? share : fields.at, ...(isSame && { margin: before.margin as number }) }
  switch (kind) {
    case 'threshold':
      return { kind, of, ...measured, ...window }
    case 'forecast':
      return { kind, probability: share, ...window }
    case 'waste':
      return { kind, ...measured, minutes }
    case 'returned':
      return { kind, at: share }
    case 'handoff_waiting':
      return { kind, minutes }
    case 'no_activity':
      return { kind, after: fields.silence === 'minutes' ? { minutes } : { by, zone, ...(days && { days }) } }
  }
}
