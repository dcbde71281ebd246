import { describe, expect, test } from 'vitest'
import { readLimitText } from './read-limit-text.ts'

/** A Wednesday, 20:40 in Berlin. */
const AT = Date.parse('2026-11-25T19:40:00Z')
const read = (text: string, zone?: string, at = AT) => {
  const hit = readLimitText(text, { at, zone })
  return hit && [hit.window, hit.resetsAt === undefined ? null : new Date(hit.resetsAt).toISOString().slice(0, 16)]
}

describe('what tools say when a limit is hit', () => {
  test.each([
    // Claude Code, from 1.0 to 2.1
    ['Claude AI usage limit reached|1795654800', 'unknown', '2026-11-26T01:00'],
    ["You've hit your limit · resets 10:20pm (Europe/Berlin)", 'unknown', '2026-11-25T21:20'],
    ["You've hit your session limit · resets 3:20am (Asia/Calcutta)", '5h', '2026-11-25T21:50'],
    ['You’ve hit your weekly limit · resets Nov 30, 11:30am (Asia/Jakarta)', 'weekly', '2026-11-30T04:30'],
    ['5-hour limit reached ∙ resets 3am (Europe/London)', '5h', '2026-11-26T03:00'],
    ['5-hour limit reached ∙ resets 3am', '5h', null],
    ['Weekly limit reached ∙ resets Dec 1, 10am (UTC)', 'weekly', '2026-12-01T10:00'],
    ["You've hit your Opus limit · resets Nov 27, 4pm (America/New_York)", 'unknown-opus', '2026-11-27T21:00'],
    ['Opus weekly limit reached ∙ resets Nov 27 at 4pm (America/New_York)', 'weekly-opus', '2026-11-27T21:00'],
    ["You're out of extra usage · resets 1pm (Pacific/Auckland)", 'unknown', '2026-11-26T00:00'],
    [
      "You've hit your limit for Claude messages. Limits will reset at 9:30 PM (Europe/Berlin)",
      'unknown',
      '2026-11-25T20:30',
    ],
    ['API Error: 429 {"type":"error","error":{"type":"rate_limit_error"}}', 'unknown', null],
    // Codex
    [
      "You've hit your usage limit. Upgrade to Pro (https://example.com) or try again in 2 days 17 hours 14 minutes.",
      'unknown',
      '2026-11-28T12:54',
    ],
    ["You've hit your usage limit. Try again in 5 hours 3 minutes.", 'unknown', '2026-11-26T00:43'],
    [
      '{"error":{"type":"usage_limit_reached","plan_type":"plus","resets_at":1795654800,"resets_in_seconds":9}}',
      'unknown',
      '2026-11-26T01:00',
    ],
    ['{"error":{"type":"usage_limit_reached","resets_in_seconds":3600}}', 'unknown', '2026-11-25T20:40'],
    // Gemini CLI
    [
      'You have exhausted your capacity on this model. Your quota will reset after 7h12m3s.',
      'unknown-model',
      '2026-11-26T02:52',
    ],
    [
      'Usage limit reached for gemini-3-flash-preview. Access resets at 10:57 PM GMT-3.',
      'unknown-gemini-3-flash-preview',
      '2026-11-26T01:57',
    ],
    [
      "Quota exceeded for quota metric 'Gemini Pro Requests' and limit 'Gemini Pro Requests per day per user'",
      'daily',
      null,
    ],
    ['Quota exceeded, retry in 7h12m3s', 'unknown', '2026-11-26T02:52'],
    [
      '429 RESOURCE_EXHAUSTED {"quotaId":"GenerateRequestsPerMinutePerProject","retryDelay":"34s"}',
      'minute',
      '2026-11-25T19:40',
    ],
    // Anyone
    ['HTTP 429: Too Many Requests, Retry-After: 3600', 'unknown', '2026-11-25T20:40'],
    ['429 Too Many Requests (retry-after: "120")', 'unknown', '2026-11-25T19:42'],
    ['Error 429. Retry-After: Wed, 25 Nov 2026 21:00:00 GMT', 'unknown', '2026-11-25T21:00'],
    ['Rate limit exceeded. Retry after 2 minutes', 'unknown', '2026-11-25T19:42'],
    ['Daily quota exceeded; resets at 2026-11-26T08:00:00+01:00', 'daily', '2026-11-26T07:00'],
    ['rate limit reached, please try again in 3h 12m', 'unknown', '2026-11-25T22:52'],
    ['rate limit reached, please try again in 20.5s', 'unknown', '2026-11-25T19:40'],
    ['Monthly quota reached, resets tomorrow at 9:00 (Europe/Berlin)', 'monthly', '2026-11-26T08:00'],
    ['Weekly limit reached, resets on Monday at 7am PST', 'weekly', '2026-11-30T15:00'],
    ['Weekly limit reached, resets Wednesday at 7am UTC', 'weekly', '2026-12-02T07:00'],
  ])('%s', (text, window, resets) => {
    expect(read(text)).toEqual([window, resets])
  })

  test('a figure of its own stands beside the reset: limit, unit and plan', () => {
    const text =
      '{"error":{"code":429,"details":[{"quotaMetric":"free_tier_requests","quotaId":"GenerateRequestsPerDayPerProjectPerModel","quotaDimensions":{"model":"gemini-2.5-pro"},"quotaValue":"50"}]}}'
    expect(readLimitText(text, { at: AT })).toEqual({ window: 'daily-gemini-2.5-pro', limit: 50, unit: 'requests' })
    expect(readLimitText('usage_limit_reached "plan_type":"plus"', { at: AT })?.plan).toBe('plus')
  })
})

describe('clocks', () => {
  test('without a zone in the text, the given one is taken; without either, the time stays unknown', () => {
    const text = "You've hit your usage limit. Try again at 10:20 PM."
    expect(read(text, 'Asia/Jakarta')).toEqual(['unknown', '2026-11-26T15:20'])
    expect(read(text)).toEqual(['unknown', null])
    expect(read("You've hit your limit · resets 3am (Nowhere/Land)")).toEqual(['unknown', null])
  })

  test('a date with its year is that date, and January said in December is next year', () => {
    expect(read('Usage limit reached, try again at Nov 3rd, 2025 4:12 PM', 'UTC')).toEqual([
      'unknown',
      '2025-11-03T16:12',
    ])
    const december = Date.parse('2026-12-30T10:00:00Z')
    expect(read("You've hit your weekly limit · resets Jan 2, 9am (UTC)", undefined, december)?.[1]).toBe(
      '2027-01-02T09:00',
    )
  })

  test('noon and midnight are not mixed up', () => {
    expect(read("You've hit your limit · resets 12am (UTC)")?.[1]).toBe('2026-11-26T00:00')
    expect(read("You've hit your limit · resets 12:30pm (UTC)")?.[1]).toBe('2026-11-26T12:30')
  })

  test('a time that passed a moment ago is over, not tomorrow', () => {
    expect(read("You've hit your limit · resets 7:35pm (UTC)")?.[1]).toBe('2026-11-25T19:35')
    expect(read("You've hit your limit · resets 7:25pm (UTC)")?.[1]).toBe('2026-11-26T19:25')
  })

  test('on the days when clocks change, the hour is the one that the wall shows', () => {
    const autumn = Date.parse('2026-10-24T20:00:00Z')
    expect(read("You've hit your limit · resets 8am (Europe/Berlin)", undefined, autumn)?.[1]).toBe('2026-10-25T07:00')
    // 02:30 stands twice on that clock: the first is meant.
    expect(read("You've hit your limit · resets 2:30am (Europe/Berlin)", undefined, autumn)?.[1]).toBe(
      '2026-10-25T00:30',
    )
    const spring = Date.parse('2026-03-28T20:00:00Z')
    // 02:30 does not stand on that clock at all.
    expect(read("You've hit your limit · resets 2:30am (Europe/Berlin)", undefined, spring)?.[1]).toBe(
      '2026-03-29T01:30',
    )
  })
})

test.each([
  'Context limit reached · /compact or /clear to continue',
  'Prompt is too long',
  "Claude's response exceeded the 32000 output token maximum",
  'API Error: 529 {"type":"overloaded_error","message":"Overloaded"}',
  '429 {"reason":"MODEL_CAPACITY_EXHAUSTED","message":"No capacity available for model gemini-3 on the server"}',
  'API Error: Connection error.',
  'Turn limit reached after 40 turns',
])('no quota of an account: %s', text => {
  expect(readLimitText(text, { at: AT })).toBeNull()
})

test('a text too long to be an error is quoting one', () => {
  expect(readLimitText(`${'line of a file\n'.repeat(1000)}rate limit reached`, { at: AT })).toBeNull()
})
