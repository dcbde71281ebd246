import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'
import { bytes, clip, clockTime, count, gauge, grouped, short, span } from './words.ts'

test('figures read as people write them', () => {
  expect([grouped(12), grouped(1234), grouped(1234567)]).toEqual(['12', '1,234', '1,234,567'])
  expect([bytes(12), bytes(4321), bytes(202_833_822)]).toEqual(['12 B', '4 kB', '202.8 MB'])
  expect([short(980), short(12_400), short(3_100_000)]).toEqual(['980', '12.4k', '3.1M'])
  expect([count(1, 'turn'), count(2, 'turn')]).toEqual(['1 turn', '2 turns'])
  expect(clip('abcdef', 4)).toBe('abc…')
})

test('a gauge shows something while something is left', () => {
  expect([gauge(0, 4), gauge(0.01, 4), gauge(0.5, 4), gauge(1, 4)]).toEqual(['░░░░', '█░░░', '██░░', '████'])
})

test('spans and times are said in the largest words that help', () => {
  const minute = 60_000
  expect([4000, 12 * minute, 60 * minute, 185 * minute, 52 * 60 * minute].map(span)).toEqual([
    '4 s',
    '12 min',
    '1 h',
    '3 h 5 min',
    '2 d 4 h',
  ])
  const now = new Date(2026, 10, 23, 22, 30)
  const at = (day: number, hour: number) => clockTime(new Date(2026, 10, day, hour, 5).toISOString(), now)
  expect([at(23, 23), at(24, 0), at(26, 7)]).toEqual(['today at 23:05', 'tomorrow at 00:05', '2026-11-26 at 07:05'])
})

test('the nearest word is one that a hand could have meant, or none', () => {
  const known = ['start', 'status', 'import', 'export', 'rotate']
  expect(['strat', 'stat', 'improt', 'roate', 'expert'].map(word => nearest(word, known))).toEqual([
    'start',
    'status',
    'import',
    'rotate',
    'export',
  ])
  expect(nearest('banana', known)).toBeUndefined()
})
