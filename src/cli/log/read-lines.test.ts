import { expect, test } from 'vitest'
import { LINE_BYTES_MAX, splitLines } from './read-lines.ts'

function split(bytes: Buffer, chunkBytes: number) {
  const lines: string[] = []
  const long: [number, number][] = []
  const splitter = splitLines({
    line: (text, number) => {
      lines[number - 1] = text
    },
    tooLong: (number, size) => long.push([number, size]),
  })
  for (let at = 0; at < bytes.length; at += chunkBytes) splitter.chunk(bytes.subarray(at, at + chunkBytes))
  return { lines, long, unfinished: splitter.end(), count: splitter.lines }
}

test('whatever the chunks, the lines are the same', () => {
  const text = 'eins\r\nzwéi 漢字 🙂\n\n\rvier\nfünf'
  for (let size = 1; size < 40; size++) {
    expect(split(Buffer.from(text), size)).toEqual({
      lines: ['eins', 'zwéi 漢字 🙂', '', '\rvier', 'fünf'],
      long: [],
      unfinished: true,
      count: 5,
    })
  }
  expect(split(Buffer.from('a\nb\n'), 3)).toMatchObject({ lines: ['a', 'b'], unfinished: false })
})

test('an endless line is told with its length and never held, and the next one is read', () => {
  const endless = LINE_BYTES_MAX + 7
  const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.alloc(endless, 120), Buffer.from('\nb\n')])
  const { lines, long } = split(bytes, 1_048_576)
  expect(long).toEqual([[2, endless]])
  expect([lines[0], lines[2]]).toEqual(['a', 'b'])
})
