/**
 * What platforms grant, as far as it is public. Each is dated: plans change by the month, so that everyone may edit theirs.
 * Where a platform publishes shares only (Claude, Codex), a window counts percent, and its readings fill it. A capacity that
 * nobody publishes is null, which is not zero.
 */
import type { Calendar } from './calendar-period.ts'
import type { Renewal } from './measure-window.ts'
import type { DescribedWindow, Unit } from './window.ts'

export interface Preset {
  readonly id: string
  readonly title: string
  readonly platform: 'genspark' | 'claude' | 'chatgpt' | 'gemini' | 'ollama' | 'other'
  /** The day its figures were true. */
  readonly dated: string
  /** Where they come from, and what to check. */
  readonly source: string
  /** The first is the account's main window. */
  readonly windows: readonly DescribedWindow[]
}

const DATED = '2026-11-23'
const HOUR_MS = 3_600_000
const DAILY: Calendar = { kind: 'daily', zone: 0, atMinute: 0 }
const MONTHLY: Calendar = { kind: 'monthly', zone: 0, atMinute: 0, day: 1 }
const PACIFIC: Calendar = { kind: 'daily', zone: 'America/Los_Angeles', atMinute: 0 }

const window = (
  name: string,
  unit: Unit,
  capacity: number | null,
  renewal: Renewal,
  more: Partial<DescribedWindow> = {},
): DescribedWindow => ({
  name,
  unit,
  scope: 'account',
  scopeOf: null,
  sharedPool: null,
  renewal,
  capacity,
  reserve: 0,
  ...more,
})

const FIVE_HOURS = window('5h', 'percent', 100, { kind: 'rolling', lengthMs: 5 * HOUR_MS })
const WEEK = window('weekly', 'percent', 100, { kind: 'announced' })
const MINUTE = { kind: 'sliding', lengthMs: 60_000 } as const

export const PRESETS: readonly Preset[] = [
  {
    id: 'genspark-daily',
    title: 'GenSpark, 100 credits a day',
    platform: 'genspark',
    dated: DATED,
    source: "The user's own figure; counted by UTC days.",
    windows: [window('main', 'credits', 100, DAILY)],
  },
  {
    id: 'genspark-monthly',
    title: 'GenSpark, credits of a month',
    platform: 'genspark',
    dated: DATED,
    source: 'Current plans grant credits by the month: set how many yours grants, and the day it renews.',
    windows: [window('main', 'credits', 10_000, MONTHLY)],
  },
  {
    id: 'claude',
    title: 'Claude, Pro and Max seats',
    platform: 'claude',
    dated: DATED,
    source: 'Five hours from the first use, and a week whose reset Claude announces; shares only are published.',
    windows: [FIVE_HOURS, WEEK, { ...WEEK, name: 'weekly-opus', scope: 'model', scopeOf: 'opus' }],
  },
  {
    id: 'codex',
    title: 'ChatGPT and Codex, seats',
    platform: 'chatgpt',
    dated: DATED,
    source: 'Five hours and a week, told by Codex beside each answer; shares only are published.',
    windows: [FIVE_HOURS, WEEK],
  },
  {
    id: 'gemini-cli',
    title: 'Gemini CLI, signed in with an account',
    platform: 'gemini',
    dated: DATED,
    source: '1,000 requests a day by Pacific time and 60 a minute were published in 2025: check what yours grants.',
    windows: [
      window('main', 'percent', 100, PACIFIC),
      window('daily', 'requests', 1000, PACIFIC),
      window('minute', 'requests', 60, MINUTE),
    ],
  },
  {
    id: 'gemini-api',
    title: 'Gemini API, a project',
    platform: 'gemini',
    dated: DATED,
    source: 'Requests a day by Pacific time, for all keys of a project together: name the project as the shared pool.',
    windows: [
      window('main', 'percent', 100, PACIFIC),
      window('daily', 'requests', null, PACIFIC),
      window('minute', 'requests', null, MINUTE),
    ],
  },
  {
    id: 'openrouter',
    title: 'OpenRouter, prepaid credits',
    platform: 'other',
    dated: DATED,
    source:
      'What was paid in, for all keys of an account together: set what is there, and name the account as the shared pool.',
    windows: [
      window('main', 'percent', 100, { kind: 'prepaid' }),
      window('balance', 'usd', 10, { kind: 'prepaid' }),
      window('free-daily', 'requests', 50, DAILY, { scope: 'model', scopeOf: ':free' }),
    ],
  },
  {
    id: 'cursor',
    title: 'Cursor, usage that a plan includes',
    platform: 'other',
    dated: DATED,
    source: 'USD 20 a month with Pro, from the day of the subscription: set that day.',
    windows: [window('main', 'percent', 100, MONTHLY), window('included', 'usd', 20, MONTHLY)],
  },
  {
    id: 'copilot',
    title: 'GitHub Copilot, premium requests',
    platform: 'other',
    dated: DATED,
    source: '300 a month with Pro, by UTC months; 1,500 with Pro+.',
    windows: [window('main', 'credits', 300, MONTHLY)],
  },
  {
    id: 'ollama',
    title: 'Ollama, a model on your own machine',
    platform: 'ollama',
    dated: DATED,
    source: 'Nothing limits it.',
    windows: [window('main', 'credits', 100, { kind: 'unlimited' })],
  },
  {
    id: 'api-budget',
    title: 'An API key with a budget',
    platform: 'other',
    dated: DATED,
    source: 'Your own limit in USD a calendar month; usage is priced by the table of prices.',
    windows: [window('main', 'percent', 100, MONTHLY), window('budget', 'usd', 20, MONTHLY)],
  },
]
