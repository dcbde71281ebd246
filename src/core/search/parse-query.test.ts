import { expect, test } from 'vitest'
import { matchText, parseQuery } from './parse-query.ts'

const match = (text: string) => matchText(parseQuery(text))

test('words are all wanted, in any order', () => {
  expect(match('red green')).toBe('"red" AND "green"')
})

test('quotes make a phrase, also curly ones and those that nobody closed', () => {
  expect(match('"out of memory" heap')).toBe('"out of memory" AND "heap"')
  expect(match('“out of memory”')).toBe('"out of memory"')
  expect(match('heap "out of')).toBe('"heap" AND "out of"')
})

test('a minus is without, but not before the words of a command line', () => {
  expect(match('red -green -"light blue"')).toBe('("red") NOT ("green" OR "light blue")')
  expect(match('git push --force')).toBe('"git" AND "push" AND "force"')
  expect(match('well-known')).toBe('"well known"')
})

test('a star after three letters is a beginning; elsewhere it is nothing', () => {
  expect(match('migrat*')).toBe('"migrat" *')
  expect(match('src/mig*')).toBe('"src mig" *')
  expect(match('mi* **bold** a*b *')).toBe('"mi" AND "bold" AND "a b"')
})

test('what stands together is found together, whatever is between', () => {
  expect(match('foo.bar() C:\\x\\y')).toBe('"foo bar" AND "C x y"')
  expect(match('登录错误')).toBe('"登 录 错 误"')
})

test('words of the query language are words', () => {
  expect(match('a OR b NOT c NEAR')).toBe('"a" AND "OR" AND "b" AND "NOT" AND "c" AND "NEAR"')
})

test('where no word is wanted, nothing is', () => {
  for (const text of ['', ' ', '*', '""', '-', '🙂', '-foo', '()', '\ud800', '\u0000', '𠀀'])
    expect(match(text), text).toBe(null)
})

test('thousands of words are not asked for', () => {
  expect(parseQuery('a '.repeat(5000)).wanted).toHaveLength(24)
})
