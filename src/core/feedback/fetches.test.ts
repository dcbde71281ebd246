import { expect, test } from 'vitest'
import type { TurnEvent } from '../transcript/event.ts'
import { fetchesOf } from './fetches.ts'

const made = (more: Partial<TurnEvent>): TurnEvent => ({
  type: 'turn',
  key: 'k',
  line: 1,
  role: 'assistant',
  kind: 'tool_call',
  text: '',
  ...more,
})
const ran = (line: string) => fetchesOf(made({ tool: { name: 'Bash' }, command: { line } }))

test.each([
  ['cat src/pay.ts', ['src/pay.ts']],
  ['cd web && sed -n 1,80p "src/a b.ts" | head -20', ['1,80p', 'src/a b.ts']],
  ['LANG=C tail -n 40 log.txt; head x.md', ['40', 'log.txt', 'x.md']],
  ['cat <<EOF > new.ts\ncat old.ts\nEOF', []],
  ['cat a.ts > b.ts', ['a.ts']],
  ['npm test | tail -3', []],
  ["sed -i 's/a/b/' src/pay.ts", []],
])('%s opens what it shows', (line, opened) => {
  expect(ran(line)).toEqual({ opened, searched: [], changed: [] })
})

test.each([
  ['rg -n "roundReceipt" src', ['roundReceipt']],
  ['grep -rn --include "*.ts" -A 3 roundReceipt .', ['roundReceipt']],
  ["git grep -e 'a|b' && find . -name 'pay*.ts'", ['a|b', 'pay*.ts']],
  ['cat log.txt | grep ERROR', []],
  ['npm test 2>&1 | rg fail', []],
])('%s searches for its pattern, and a filter behind a pipe does not', (line, searched) => {
  expect(ran(line).searched).toEqual(searched)
})

test('tools that search the work count; those that search the web or other tools do not', () => {
  const searched = (name: string, input: object) => fetchesOf(made({ tool: { name, input: { ...input } } })).searched
  expect(searched('Grep', { pattern: 'roundReceipt' })).toEqual(['roundReceipt'])
  expect(searched('codebase_search', { query: 'where are receipts rounded' })).toEqual(['where are receipts rounded'])
  expect(searched('WebSearch', { query: 'rounding' })).toEqual([])
  expect(searched('ToolSearch', { query: 'select:Read' })).toEqual([])
})
