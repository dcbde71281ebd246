import { z } from 'zod'
import { REFRESHES } from '../../core/quota/next-reset.ts'
import { changeOf, id, name, pageQuery, text, time } from '../../http/shapes.ts'
import { person } from '../people/index.ts'
import { newWindow, unit, windowName } from '../windows/index.ts'

export const platform = z.enum(['genspark', 'claude', 'chatgpt', 'gemini', 'ollama', 'other'])
export const accountStatus = z.enum(['available', 'active', 'exhausted', 'blocked'])
export const refresh = z.enum(REFRESHES)

export const account = z.object({
  id,
  account_name: z.string(),
  account_email: z.string().nullable(),
  platform,
  credits_available: z.number().int().describe('0..capacity; derived from the ledger'),
  credits_refresh_date: z.string().nullable().describe('The day of the next reset'),
  status: accountStatus.describe('Derived from the newest evidence; blocked is what a person said'),
  specialization: z.string().nullable(),
  notes: z.string().nullable(),
  capacity: z.number().int(),
  refresh: refresh.describe("Of the main window's renewal; never where the calendar does not say"),
  renewal_kind: z
    .string()
    .describe('When the main window comes back: daily, rolling, announced… GET its windows for more'),
  unit: unit.describe('Of the main window: what its credits are'),
  window_name: z.string().describe('The name of the main window'),
  reserve: z.number().int().describe('Credits of the main window that are never given to a session'),
  preset: z.string().nullable().describe('The preset its windows came from'),
  windows: z.number().int().describe('How many quota windows it has beside the main one'),
  resets_at: time.nullable(),
  lost_at_reset: z.number().int().describe('Credits that are lost at loses_at if nobody uses them'),
  loses_at: time.nullable(),
  in_use: z.boolean().describe('One of its sessions is in progress'),
  recent_sessions: z.number().int().describe('Sessions opened since the last reset'),
  last_used_at: time.nullable(),
  archived_at: time.nullable(),
  created_at: time,
  updated_at: time,
  owner: person.nullable().describe('Whose personal account it is; null: shared, everybody works with it'),
})
export type Account = z.output<typeof account>

/** As it goes over the wire. What is null here and not above is seen by its owner only. */
const { shape } = account
export const shownAccount = account
  .extend({
    credits_available: shape.credits_available.nullable(),
    capacity: shape.capacity.nullable(),
    refresh: shape.refresh.nullable(),
    renewal_kind: shape.renewal_kind.nullable(),
    unit: shape.unit.nullable(),
    window_name: shape.window_name.nullable(),
    reserve: shape.reserve.nullable(),
    windows: shape.windows.nullable(),
    lost_at_reset: shape.lost_at_reset.nullable(),
    recent_sessions: shape.recent_sessions.nullable(),
    updated_at: shape.updated_at.nullable(),
  })
  .describe("Of somebody else's personal account only that it is there and whether it is free; its figures are null")
export type ShownAccount = z.output<typeof shownAccount>

const credits = z.number().int().min(0).max(1_000_000)

export const newAccount = z.object({
  account_name: name,
  account_email: z.email().max(320).nullish(),
  platform: platform.default('genspark'),
  specialization: z.string().trim().max(100).nullish(),
  notes: text.nullish(),
  capacity: credits.min(1).optional().describe('100 where neither this nor a preset says'),
  credits_available: credits.optional().describe('The capacity where nothing is said'),
  refresh: refresh.optional().describe('daily where nothing is said; unlimited for ollama'),
  credits_refresh_date: z.iso.date().nullish().describe('Day of the next reset (00:00 UTC)'),
  reserve: credits.optional().describe('Credits that are never given to a session'),
  preset: z.string().max(100).optional().describe('Quota windows by a preset: GET /api/presets lists them'),
  personal: z.boolean().optional().describe('true: of who asks alone; shared where nothing is said'),
})
export type NewAccount = z.output<typeof newAccount>

const changeable = z.object({
  account_name: name.optional(),
  account_email: newAccount.shape.account_email,
  platform: platform.optional(),
  specialization: newAccount.shape.specialization,
  notes: newAccount.shape.notes,
  capacity: credits.min(1).optional(),
  credits_available: credits.optional().describe('What the platform shows now; books the difference'),
  refresh: refresh.optional(),
  credits_refresh_date: newAccount.shape.credits_refresh_date,
  reserve: newAccount.shape.reserve,
  status: accountStatus.optional(),
  archived: z.boolean().optional(),
  personal: z.boolean().optional().describe('false: shared from now on; true: an admin makes it their own'),
})
export const accountChange = changeOf(changeable)
export type AccountChange = z.output<typeof accountChange>

export const accountQuery = pageQuery.extend({
  status: accountStatus.optional(),
  platform: platform.optional(),
  specialization: z.string().optional(),
  archived: z.enum(['true', 'false']).default('false'),
})
export type AccountQuery = z.output<typeof accountQuery>

export const batchAccounts = z.object({ accounts: z.array(newAccount).min(1).max(5000) })

export const batchAnswer = z.object({ message: z.string(), accounts: z.array(z.object({ name: z.string(), id })) })

const accountFilter = z
  .strictObject({
    platform: platform.optional(),
    status: accountStatus.optional(),
    specialization: z.string().trim().min(1).max(100).optional(),
    name: name.optional().describe('Any part of the name, in capitals or not'),
  })
  .describe('All of what it says; archived accounts never match')
export type AccountFilter = z.output<typeof accountFilter>

// What can be the same for many: not the name nor the e-mail, nor whose it is.
const changeableOfMany = {
  ...changeable.omit({ account_name: true, account_email: true, personal: true }).shape,
  preset: newAccount.shape.preset.describe(
    "The preset's windows in place of those that are there; before everything else",
  ),
  windows: z
    .array(newWindow)
    .min(1)
    .max(12)
    .optional()
    .describe('Described whole: one of that name is changed, else it is added'),
}

const isSaid = (value: unknown) => value !== undefined
const saysWhich = ({ ids, filter = {}, all }: { ids?: unknown; filter?: object | undefined; all?: unknown }) =>
  [isSaid(ids), Object.values(filter).some(isSaid), isSaid(all)].filter(Boolean).length === 1

/** Strict: a misspelt condition would reach accounts that nobody meant. */
export const batchChange = z
  .strictObject({
    ids: z.array(id).min(1).max(5000).optional(),
    filter: accountFilter.optional(),
    all: z.literal(true).optional().describe('Every account that is not archived'),
    ...changeableOfMany,
  })
  .refine(saysWhich, 'say which accounts, in one way: ids, a filter with a condition, or all: true')
  .refine(
    batch => Object.keys(changeableOfMany).some(key => isSaid(batch[key as keyof typeof batch])),
    `nothing to change: give any of ${Object.keys(changeableOfMany).join(', ')}`,
  )
export type BatchChange = z.output<typeof batchChange>

const said = z.number().min(0).max(1e12)

/** A figure of a window that a person or a program read somewhere. */
export const newReading = z
  .strictObject({
    window: windowName,
    used_percent: z.number().min(0).max(1000).optional(),
    remaining: said.optional(),
    limit: said.optional(),
    unit: unit.optional().describe('Of remaining and limit'),
    resets_at: time.optional(),
    at: time.optional().describe('When it was true; now where nothing is said'),
    source: z.enum(['person', 'program']).default('program'),
  })
  .refine(
    each => each.used_percent !== undefined || each.remaining !== undefined || each.resets_at !== undefined,
    'say used_percent, remaining or resets_at',
  )
export type NewReading = z.output<typeof newReading>

export const byWindow = z.object({ id: z.coerce.number().int().positive(), name: windowName })
export const byPreset = z.object({ preset: z.string().max(100) })
export const presetWish = z.strictObject({ preset: z.string().max(100) })

export const lease = z.object({ id, expires_at: time })
