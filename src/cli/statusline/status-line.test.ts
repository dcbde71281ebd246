import { expect, test } from 'vitest'
import { readStatusline } from '../../core/quota/read-statusline.ts'
import { statusLine } from './status-line.ts'

const NOW = new Date(2026, 10, 25, 12, 20).getTime()
const HOUR = 3_600_000
const limit = (used_percentage: number, inMs: number) => ({ used_percentage, resets_at: (NOW + inMs) / 1000 })
const line = (told: object, more: { next?: string; coloured?: boolean } = {}) =>
  statusLine({
    status: readStatusline(told, NOW),
    folder: '/home/ayu/stalls',
    next: more.next ?? null,
    now: NOW,
    coloured: more.coloured ?? false,
  })

test('one line: model, project, context, what is used of each window and when it returns, who comes next', () => {
  const told = {
    model: { display_name: 'Opus' },
    cwd: '/home/ayu/shop',
    context_window: { used_percentage: 42.4 },
    cost: { total_cost_usd: 3 },
    rate_limits: { five_hour: limit(37, 2 * HOUR), seven_day: limit(61, 60 * HOUR) },
  }
  expect(line(told, { next: 'claude · ayu' })).toBe(
    'Opus · shop · ctx 42 % · 5h 37 % ↻ 14:20 · week 61 % · next: claude · ayu',
  )
})

test('a week that is nearly used up tells its day', () => {
  expect(line({ rate_limits: { seven_day: limit(93, 60 * HOUR) } })).toBe('paas · stalls · week 93 % ↻ Sat 00:20')
})

test('a window that has reset is not shown, and without any the cost is', () => {
  expect(line({ cost: { total_cost_usd: 1.5 }, rate_limits: { five_hour: limit(99, -1) } })).toBe(
    'paas · stalls · $1.50',
  )
})

test('a name cannot write over the terminal or on a second line', () => {
  const shown = line({ model: { display_name: 'O\u001b]0;owned\u0007\npus' } }, { coloured: true })
  expect(shown).not.toMatch(/[\u0000-\u001f]/)
})

test('little left is coloured, where colours are wanted', () => {
  const told = { rate_limits: { five_hour: limit(95, HOUR), seven_day: limit(80, 60 * HOUR) } }
  expect(line(told, { coloured: true })).toContain('\u001b[31m5h 95 % ↻ 13:20\u001b[0m')
  expect(line(told, { coloured: true })).toContain('\u001b[33mweek 80 %')
  expect(line(told)).not.toContain('\u001b')
})
