import { expect, test } from 'vitest'
import { readStatusline } from './read-statusline.ts'

const AT = Date.parse('2026-11-25T12:00:00Z')
const SECONDS = AT / 1000 + 7200
const whole = {
  session_id: 's1',
  transcript_path: '/home/ayu/.claude/projects/-home-ayu-shop/s1.jsonl',
  cwd: '/home/ayu/shop/src',
  model: { id: 'claude-opus', display_name: 'Opus' },
  workspace: { current_dir: '/home/ayu/shop/src', project_dir: '/home/ayu/shop' },
  cost: { total_cost_usd: 1.234 },
  context_window: { used_percentage: 42.4 },
  rate_limits: {
    five_hour: { used_percentage: 37, resets_at: SECONDS },
    seven_day: { used_percentage: 61.5, resets_at: SECONDS * 1000 },
    seven_day_opus: { used_percentage: 80, resets_at: '2026-11-28T12:00:00Z' },
  },
}

test('what Claude Code hands over is model, folder, context, and a reading of each window', () => {
  const { readings, ...facts } = readStatusline(whole, AT)
  expect(facts).toEqual({
    sessionKey: 's1',
    file: whole.transcript_path,
    model: 'Opus',
    folder: '/home/ayu/shop',
    contextPercent: 42.4,
    costUsd: 1.234,
  })
  const about = { type: 'reading', line: 1, at: AT, source: 'statusline' }
  expect(readings).toEqual([
    { ...about, window: '5h', usedPercent: 37, resetsAt: SECONDS * 1000 },
    { ...about, window: 'weekly', usedPercent: 61.5, resetsAt: SECONDS * 1000 },
    { ...about, window: 'weekly-opus', usedPercent: 80, resetsAt: Date.parse('2026-11-28T12:00:00Z') },
  ])
})

const paths = (value: object, at: string[] = []): string[][] =>
  Object.entries(value).flatMap(([name, inner]) => [
    [...at, name],
    ...(typeof inner === 'object' && inner !== null ? paths(inner, [...at, name]) : []),
  ])

function without(path: readonly string[], value: unknown): object {
  const copy = structuredClone(whole)
  // biome-ignore lint/suspicious/noExplicitAny: any field is set to anything
  const parent = path.slice(0, -1).reduce((inner: any, name) => inner[name], copy)
  parent[path.at(-1) ?? ''] = value
  return copy
}

test('any field may be missing or of another type: the others are read, and nothing becomes zero', () => {
  for (const path of paths(whole)) {
    for (const value of [undefined, null, 'x', [], {}, true, -1, Number.NaN, 1e300]) {
      const status = readStatusline(without(path, value), AT)
      expect(status.readings.every(reading => (reading.usedPercent ?? 0) > 0)).toBe(true)
      if (path[0] !== 'rate_limits') expect(status.readings).toHaveLength(3)
    }
  }
})

test.each([undefined, null, 7, 'text', [], {}])('%j is nothing known', value => {
  expect(readStatusline(value, AT)).toEqual({ readings: [] })
})
