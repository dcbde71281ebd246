import { expect, test } from 'vitest'
import { parseQuery } from './parse-query.ts'
import { cutSnippet } from './snippet.ts'

const snippet = (text: string, q: string) => cutSnippet(text, parseQuery(q).wanted)
const marked = (text: string, q: string) => {
  const { text: cut, marks } = snippet(text, q)
  return marks.map(([from, to]) => cut.slice(from, to))
}

test('a short text is told whole, on one line, with every match marked', () => {
  expect(snippet('The  lock\n\tis held.\nLOCK it.', 'lock')).toEqual({
    text: 'The lock is held. LOCK it.',
    marks: [
      [4, 8],
      [18, 22],
    ],
  })
})

test('of a long text it shows the place where most of the words stand together', () => {
  const filler = 'nothing of interest here, '.repeat(400)
  const { text, marks } = snippet(`lock ${filler} the lock of the cellar door ${filler}`, 'lock door')
  expect(text).toMatch(/^….*the lock of the cellar door .*…$/)
  expect(text.length).toBeLessThanOrEqual(262)
  expect(marks).toHaveLength(2)
})

test('phrases, beginnings and accents are marked as they match', () => {
  expect(marked('out of memory; of memory', '"of memory"')).toEqual(['of memory', 'of memory'])
  expect(marked('migrate, migration, emigrate', 'migrat*')).toEqual(['migrate', 'migration'])
  expect(marked('Échoué à Zürich', 'echoue zurich')).toEqual(['Échoué', 'Zürich'])
  expect(marked('请修复登录错误', '登录')).toEqual(['登录'])
})

test('marks that touch are one', () => {
  expect(marked('登录错误', '登录 录错')).toEqual(['登录错'])
})

test('secrets are taken out, also where the text begins or ends within one', () => {
  const key = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA7bq9x1rT4vLk\n'.repeat(60)}-----END RSA PRIVATE KEY-----`
  const { text } = snippet(`deploy with\n${key}\nand restart`, 'restart')
  expect(text).toContain('[redacted: private-key] and restart')
  expect(snippet(`password = "hunter2hunter2"; connect()`, 'hunter2hunter2').text).not.toContain('hunter2')
})

test('colours and control characters of a terminal are gone', () => {
  expect(snippet('\u001b[31mFAIL\u001b[0m test\u0007 \u001b]0;title', 'fail')).toEqual({
    text: 'FAIL test ]0;title',
    marks: [[0, 4]],
  })
})

test('no character is cut in half', () => {
  const { text } = snippet(`${'🙂'.repeat(300)} here ${'🙂'.repeat(300)}`, 'here')
  expect(text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/)
})
