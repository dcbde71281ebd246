import { expect, test } from 'vitest'
import { recommend, scoreEfficiency } from './score.ts'

test.each([
  [64.6, 'needs_improvement'],
  [74.99, 'needs_improvement'],
  [75, 'good'],
  [84.9, 'good'],
  [85, 'optimal'],
  [92, 'optimal'],
  [92.1, 'good'],
  [97.9, 'good'],
  [98, 'needs_improvement'],
])('an average of %d is %s', (average, score) => {
  expect(scoreEfficiency(average)).toBe(score)
})

test('the texts the user quoted are kept word for word', () => {
  expect(recommend(88)).toContain('Excellent! Keep this pattern.')
  expect(recommend(60)).toContain('Extend sessions to at least 85 credits')
  expect(recommend(99)).toContain('Handoff earlier (around 90-92 credits)')
})
