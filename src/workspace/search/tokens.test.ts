/** Our way of cutting words must be that of SQLite's index, or what was found is not marked, or not found at all. */
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { matchText, parseQuery } from '../../core/search/parse-query.ts'
import { cutSnippet } from '../../core/search/snippet.ts'
import { textToIndex } from '../../core/search/tokens.ts'

const index = new DatabaseSync(':memory:')
index.exec(
  `CREATE VIRTUAL TABLE t USING fts5(x, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2")`,
)

const TEXTS = [
  'findOrOpenSession(call, batch) ?? null',
  'snake_case-and-kebab/path.ts:42:7',
  'Tidak dapat menyambung ke basis data: ditolak',
  'Größe naïve Ångström İstanbul straße Łódź',
  'Việt Nam điện thoại',
  'Ошибка йода ёлка',
  'Η σύνδεση απέτυχε',
  'שלום עולם مرحبا بالعالم',
  'हिन्दी में त्रुटि',
  'ログイン画面でエラーｶﾅ',
  '修复第3章的bug',
  '로그인이 실패했다',
  'แก้ไขการเข้าสู่ระบบ',
  '½ ² ① ４２ e\u0301tude',
  '\u001b[31mFAIL\u001b[0m',
]

test.each(TEXTS)('every word of %j is found and marked', text => {
  index.exec('DELETE FROM t')
  index.prepare('INSERT INTO t (rowid, x) VALUES (1, ?)').run(textToIndex(text))
  for (const word of text.replaceAll(/\u001b\[\d+m/g, '').split(/[^\p{L}\p{N}\p{M}]+/u)) {
    if (word === '') continue
    const query = parseQuery(word)
    const found = index.prepare('SELECT rowid FROM t WHERE t MATCH ?').all(matchText(query))
    expect(found, word).toHaveLength(1)
    expect(cutSnippet(text, query.wanted).marks.length, word).toBeGreaterThan(0)
  }
})
