import { z } from 'zod'
import type { Renewal } from '../../core/quota/measure-window.ts'
import { SCOPES, UNITS } from '../../core/quota/window.ts'
import { isZone } from '../../core/quota/zoned-time.ts'
import { time } from '../../http/shapes.ts'

const MINUTE_MS = 60_000
/** A year, and some. */
const MINUTES_MAX = 400 * 24 * 60

const zone = z.string().max(100).refine(isZone, 'not a time zone: Europe/Berlin, Asia/Jakarta, UTC')
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day: 00:00')
const amount = z.number().min(0).max(1e12)
const day = { zone: zone.default('UTC'), at: clock.default('00:00') }
const calendars = [
  z.strictObject({ kind: z.literal('daily'), ...day }),
  z.strictObject({ kind: z.literal('weekly'), ...day, weekday: z.number().int().min(1).max(7).default(1) }),
  z.strictObject({ kind: z.literal('monthly'), ...day, day: z.number().int().min(1).max(31).default(1) }),
] as const
const calendar = z.discriminatedUnion('kind', calendars)
const length = { minutes: z.number().int().min(1).max(MINUTES_MAX).describe('How long it is open: 300 for 5 hours') }
const grant = z
  .strictObject({ amount, from: time, until: time })
  .refine(({ from, until }) => Date.parse(from) < Date.parse(until), 'a grant ends after it begins')

export const renewal = z
  .discriminatedUnion('kind', [
    ...calendars,
    z.strictObject({ kind: z.literal('rolling'), ...length }).describe('Opens with the first use'),
    z.strictObject({ kind: z.literal('sliding'), ...length }).describe('Each use counts for so long'),
    z.strictObject({ kind: z.literal('announced') }).describe('Resets when the provider says'),
    z.strictObject({ kind: z.literal('refill'), amount, calendar }).describe('So much is put back, up to the capacity'),
    z
      .strictObject({ kind: z.literal('grants'), grants: z.array(grant).min(1).max(200) })
      .describe('What expires first is used first'),
    z.strictObject({ kind: z.literal('prepaid') }),
    z.strictObject({ kind: z.literal('unlimited') }),
    z.strictObject({ kind: z.literal('unknown') }),
  ])
  .describe('When and how it comes back; weekday from 1, Monday; day 31 is the last of a shorter month')
export type WireRenewal = z.output<typeof renewal>

export const unit = z.enum(UNITS)
export const windowName = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9._:-]{0,63}$/i, 'letters, digits and . _ : - only')
  .describe('As tools name it: 5h, weekly, weekly-opus; readings of that name are its own')

const described = z.object({
  unit,
  scope: z.enum(SCOPES).default('account').describe('What it holds for; only windows of the whole account limit it'),
  scope_of: z.string().trim().min(1).max(100).nullish().describe('A part of the name of the model, or of the feature'),
  shared_pool: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .nullish()
    .describe('Accounts that name the same pool draw on one window'),
  renewal,
  capacity: amount.nullish().describe('In its unit; null: not known'),
  reserve: amount.default(0).describe('Never given to a session'),
})

export const newWindow = described.extend({ name: windowName }).strict()
export type NewWindow = z.output<typeof newWindow>

export const windowChange = z
  .strictObject({
    unit: unit.optional(),
    scope: z.enum(SCOPES).optional(),
    scope_of: described.shape.scope_of,
    shared_pool: described.shape.shared_pool,
    renewal: renewal.optional(),
    capacity: described.shape.capacity,
    reserve: amount.optional(),
  })
  .refine(change => Object.keys(change).length > 0, 'nothing to change: give any of its fields')
export type WindowChange = z.output<typeof windowChange>

export const quotaWindow = described.extend({
  name: z.string(),
  main: z.boolean().describe("The account's credits are this window's"),
  known_by: z.enum(['set', 'readings']).describe('readings: nobody described it, its tool told of it'),
  used: z.number().nullable().describe('Null: not known, which is not zero'),
  usable: z
    .number()
    .nullable()
    .describe('What a session may still use; null where it is not known, or nothing limits it'),
  used_ratio: z.number().nullable(),
  resets_at: time.nullable(),
  lost_at_reset: z.number().describe('In its unit, if nobody uses it'),
  source: z.enum(['reading', 'uses', 'none']).describe('uses: reckoned from what was recorded; none: nothing is known'),
  age_seconds: z.number().int().nullable().describe('Of the reading'),
  confidence: z.enum(['high', 'medium', 'low']),
})
export type WireWindow = z.output<typeof quotaWindow>

export const preset = z.object({
  id: z.string(),
  title: z.string(),
  platform: z.string(),
  dated: z.string().describe('The day its figures were true'),
  source: z.string(),
  edited: z.boolean().describe('Somebody here changed it'),
  windows: z.array(newWindow).describe('The first is the main one'),
})
export const presetChange = z
  .strictObject({
    title: z.string().trim().min(1).max(200).optional(),
    dated: z.iso.date().optional().describe('Today where nothing is said'),
    source: z.string().trim().min(1).max(500).optional(),
    windows: z.array(newWindow).min(1).max(12).optional(),
  })
  .refine(change => Object.keys(change).length > 0, 'nothing to change: give any of title, dated, source, windows')
export type PresetChange = z.output<typeof presetChange>

type WireCalendar = z.output<typeof calendar>
type CoreCalendar = Extract<Renewal, { kind: 'daily' | 'weekly' | 'monthly' }>

/** As core says it: instants in milliseconds, a time of day in minutes. */
export function toRenewal(wire: WireRenewal): Renewal {
  switch (wire.kind) {
    case 'daily':
    case 'weekly':
    case 'monthly':
      return toCalendar(wire)
    case 'rolling':
    case 'sliding':
      return { kind: wire.kind, lengthMs: wire.minutes * MINUTE_MS }
    case 'refill':
      return { kind: 'refill', amount: wire.amount, calendar: toCalendar(wire.calendar) }
    case 'grants': {
      const grants = wire.grants.map(each => ({
        amount: each.amount,
        from: Date.parse(each.from),
        until: Date.parse(each.until),
      }))
      return { kind: 'grants', grants }
    }
    default:
      return { kind: wire.kind }
  }
}

function toCalendar({ zone, at, ...rest }: WireCalendar): CoreCalendar {
  const [hour = 0, minute = 0] = at.split(':').map(Number)
  return { ...rest, zone: zone === 'UTC' ? 0 : zone, atMinute: hour * 60 + minute }
}

export function toWireRenewal(renewal: Renewal): WireRenewal {
  switch (renewal.kind) {
    case 'daily':
    case 'weekly':
    case 'monthly':
      return toWireCalendar(renewal)
    case 'rolling':
    case 'sliding':
      return { kind: renewal.kind, minutes: renewal.lengthMs / MINUTE_MS }
    case 'refill':
      return { kind: 'refill', amount: renewal.amount, calendar: toWireCalendar(renewal.calendar) }
    case 'grants': {
      const iso = (ms: number) => new Date(ms).toISOString()
      return {
        kind: 'grants',
        grants: renewal.grants.map(each => ({ amount: each.amount, from: iso(each.from), until: iso(each.until) })),
      }
    }
    default:
      return { kind: renewal.kind }
  }
}

function toWireCalendar({ zone, atMinute, ...rest }: CoreCalendar): WireCalendar {
  const two = (n: number) => String(n).padStart(2, '0')
  return {
    ...rest,
    zone: zone === 0 ? 'UTC' : String(zone),
    at: `${two(Math.floor(atMinute / 60))}:${two(atMinute % 60)}`,
  }
}
