import { expect, test } from 'vitest'
import type { Hit } from '../client/index.ts'
import { hitsText } from './hits-text.ts'

const plain = (text: string) => text
const style = { bold: (text: string) => `*${text}*`, dim: plain, good: plain, warn: plain, bad: plain }
const hit = (more: Partial<Hit>): Hit => ({
  turn_id: 1,
  session_id: 7,
  session_title: 'Locks',
  session_number: 2,
  project_id: 1,
  project_name: 'shop',
  tool: 'codex',
  turn_number: 12,
  role: 'tool',
  kind: 'tool_result',
  at: '2020-01-02T12:00:00Z',
  snippet: 'a lock is held by a lock',
  marks: [
    [2, 6],
    [20, 24],
  ],
  rank: 1,
  more_in_session: 0,
  ...more,
})

test('each session is headed once, its matches are bold, and what is not shown is counted', () => {
  const other = hit({ session_id: 8, session_title: null, snippet: 'nothing to mark', marks: [] })
  const text = hitsText([hit({ more_in_session: 3 }), other, hit({ turn_number: 40, marks: [] })], style)
  expect(text.replace(/2020-01-0\d at \d\d:\d\d/g, '<when>').split('\n')).toEqual([
    '*Locks*  shop session 2, id 7',
    '  [t12] tool, <when>',
    '    a *lock* is held by a *lock*',
    '  [t40] tool, <when>',
    '    a lock is held by a lock',
    '  3 more turns of this session',
    '',
    '*Session 2*  shop session 2, id 8',
    '  [t12] tool, <when>',
    '    nothing to mark',
  ])
})
