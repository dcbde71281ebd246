import { expect, test } from 'vitest'
import { splitValues, VALUE_CHARS_MAX } from './json-values.ts'

function split(text: string, chunkChars = text.length) {
  const values: [string, number][] = []
  const long: [number, number][] = []
  const splitter = splitValues({
    value: (value, line) => values.push([value, line]),
    tooLong: (line, chars) => long.push([line, chars]),
  })
  for (let at = 0; at < text.length; at += chunkChars) splitter.chunk(text.slice(at, at + chunkChars))
  return { values, long, open: splitter.end() }
}

const elements = [
  { a: 'a "quoted" ] } word', b: [1, [2, { c: '\\' }]] },
  { 'key with \\" in it': '\\\\', empty: {} },
  [{ d: '漢字 🙂\n\t' }],
]

test('wherever the text is cut into chunks, the elements of an array are the same', () => {
  const line = JSON.stringify(elements)
  const pretty = JSON.stringify(elements, null, 2)
  for (let size = 1; size < 30; size++) {
    expect(split(line, size).values.map(([text]) => JSON.parse(text))).toEqual(elements)
    expect(split(pretty, size).values.map(([text]) => JSON.parse(text))).toEqual(elements)
  }
  expect(split(pretty).values.map(([, line]) => line)).toEqual([2, 14, 18])
})

test('values that stand one after another are told one by one, arrays opened', () => {
  expect(split('\ufeff{"a":1}\n{"b":2} {"c":3}\r\n[{"d":4},{"e":5}]').values).toEqual([
    ['{"a":1}', 1],
    ['{"b":2}', 2],
    ['{"c":3}', 2],
    ['{"d":4}', 3],
    ['{"e":5}', 3],
  ])
})

test.each([
  ['in a string', '{"a":"cut he\n{"b":2}', ['{"a":"cut he', '{"b":2}']],
  ['behind a bracket', '{"a":[{"x":1},\n{"b":2}', ['{"a":[{"x":1},\n', '{"b":2}']],
])('a line that was cut %s does not swallow the next one', (_, text, values) => {
  for (let size = 1; size < 20; size++) {
    const found = split(text, size)
    expect(found.values.map(([value]) => value)).toEqual(values)
    expect(found.open).toBe(false)
  }
})

test('a document that ends early says so and gives what is there', () => {
  expect(split('[{"a":1},{"b":"unfini')).toEqual({
    values: [
      ['{"a":1}', 1],
      ['{"b":"unfini', 1],
    ],
    long: [],
    open: true,
  })
  expect(split('[{"a":1}, "word", 7]').values.map(([text]) => text)).toEqual(['{"a":1}', '"word"', '7'])
})

test('an endless value is told with its length and never held, and the next one is read', () => {
  const text = `[{"a":"${'x'.repeat(VALUE_CHARS_MAX)}"},{"b":2}]`
  const { values, long } = split(text, 1_048_576)
  expect(long).toEqual([[1, VALUE_CHARS_MAX + 8]])
  expect(values).toEqual([['{"b":2}', 1]])
})
