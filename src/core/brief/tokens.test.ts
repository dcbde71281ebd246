import { expect, test } from 'vitest'
import { countTokens } from './index.ts'

test('a token is four characters, or one character of an East Asian script', () => {
  expect(countTokens('')).toBe(0)
  expect(countTokens('abcd')).toBe(1)
  expect(countTokens('abcde')).toBe(2)
  expect(countTokens('数据库')).toBe(3)
  expect(countTokens('🔄')).toBe(2)
})
