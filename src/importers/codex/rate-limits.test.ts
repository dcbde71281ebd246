import { expect, test } from 'vitest'
import type { ReadingEvent } from '../../core/transcript/event.ts'
import { readLog } from '../testing/read-log.ts'
import { codex } from './importer.ts'

const START = Date.parse('2026-04-28T15:00:00Z')
const record = (minute: number, type: string, payload: object) => ({
  timestamp: new Date(START + minute * 60_000).toISOString(),
  type,
  payload,
})
const counted = (minute: number, rate_limits: unknown) =>
  record(minute, 'event_msg', { type: 'token_count', info: null, rate_limits })
const readings = async (lines: object[]): Promise<ReadingEvent[]> =>
  (await readLog(codex, lines)).filter(event => event.type === 'reading')
const brief = (reading: ReadingEvent) => [
  reading.window,
  reading.usedPercent,
  reading.resetsAt === undefined ? null : (reading.resetsAt - START) / 60_000,
]

test('windows are told apart by their length, whichever stands first, with their reset', async () => {
  const said = await readings([
    counted(1, {
      primary: { used_percent: 61, window_minutes: 10_079, resets_at: START / 1000 + 6000 },
      secondary: { used_percent: 37.5, window_minutes: 300, resets_in_seconds: 600 },
      plan_type: 'plus',
    }),
  ])
  expect(said.map(brief)).toEqual([
    ['weekly', 61, 100],
    ['5h', 37.5, 11],
  ])
  expect(said[0]).toMatchObject({ source: 'log', plan: 'plus', at: START + 60_000 })
})

test('the flat shape of older versions is read, without a reset that it does not tell', async () => {
  const said = await readings([
    counted(1, {
      primary_used_percent: 4,
      secondary_used_percent: 1,
      primary_window_minutes: 299,
      secondary_window_minutes: 10_079,
    }),
  ])
  expect(said.map(brief)).toEqual([
    ['5h', 4, null],
    ['weekly', 1, null],
  ])
})

test('a plan that tells no windows gives no reading: absent is not zero', async () => {
  const none = { limit_id: 'codex', primary: null, secondary: null, credits: null, plan_type: 'team' }
  expect(await readings([counted(1, none), counted(2, null), counted(3, { primary: { used_percent: 3 } })])).toEqual([])
})

test('the same figure is told once, and again when it is ten minutes older', async () => {
  const same = (minute: number) =>
    counted(minute, { primary: { used_percent: 9, window_minutes: 300, resets_in_seconds: 7200 - minute * 60 } })
  const minutes = (await readings([same(0), same(1), same(4), same(10), same(11)])).map(r => (r.at - START) / 60_000)
  expect(minutes).toEqual([0, 10])
})

test('a limit of one model does not pass for the account’s, and credits are an amount', async () => {
  const said = await readings([
    counted(1, {
      limit_id: 'codex_spark',
      limit_name: 'GPT 5 Spark',
      primary: { used_percent: 90, window_minutes: 300 },
      credits: { has_credits: true, unlimited: false, balance: '12.5' },
    }),
  ])
  expect(said.map(reading => reading.window)).toEqual(['5h-gpt-5-spark', 'credits'])
  expect(said[1]).toMatchObject({ remaining: 12.5, unit: 'credits' })
  expect(said[1]).not.toHaveProperty('usedPercent')
})

test('an error that names a clock time is read by the clock of the machine that wrote the rollout', async () => {
  const said = await readings([
    record(0, 'turn_context', { cwd: '/home/ana/shop', timezone: 'Asia/Jakarta' }),
    record(1, 'event_msg', { type: 'error', message: "You've hit your usage limit. Try again at 11:30 PM." }),
  ])
  expect(said).toMatchObject([{ window: 'unknown', usedPercent: 100, source: 'error' }])
  expect(new Date(said[0]?.resetsAt ?? 0).toISOString()).toBe('2026-04-28T16:30:00.000Z')
})
