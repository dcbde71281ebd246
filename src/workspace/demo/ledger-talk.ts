/** A finished session of the demo: a rounding fault in a bookkeeping service, found and mended. */
import { asks, edits, plans, reads, runs, says, writes } from './talk.ts'

export const ledgerTalk = [
  asks(
    'The monthly statement of tenant 118 is off by Rp 1. Find out why, and fix it without changing statements that were already sent.',
  ),
  reads('services/statement/build.py'),
  reads('services/statement/rounding.py'),
  ...runs('pytest services/statement -q', '41 passed in 2.1s'),
  says('All tests pass, so the case is not covered. I write the statement of tenant 118 as a test first.'),
  writes(
    'services/statement/tests/test_tenant_118.py',
    'def test_lines_add_up_to_the_total():\n    statement = build_statement(tenant=118, month="2026-10")\n    assert sum(l.amount for l in statement.lines) == statement.total',
  ),
  ...runs('pytest services/statement -q', 'E   assert 4812339 == 4812340\n1 failed, 41 passed', 1),
  says(
    'The root cause: each line is rounded half to even, the total is rounded once at the end. With an odd number of half-rupiah lines they differ by one.',
  ),
  asks('Which way do we go? The accountant says that lines must add up, whatever the total was.'),
  says(
    'Decision: round each line, and make the total the sum of the rounded lines. Rejected: spreading the difference over the largest line, because auditors compare single lines with the invoices.',
  ),
  edits('services/statement/build.py', 'total=round_half_even(raw_total)', 'total=sum(line.amount for line in lines)'),
  ...runs('pytest services/statement -q', '42 passed in 2.2s'),
  asks('And the ones already sent? They must keep their total to the rupiah, forever.'),
  plans(
    ['Round each line, total is their sum', 'done'],
    ['Statements before 2026-11 keep the old rule', 'doing'],
    ['Note for the accountant', 'next'],
  ),
  edits(
    'services/statement/rounding.py',
    'def rule_for(month):',
    'LINES_ADD_UP_SINCE = "2026-11"\n\ndef rule_for(month):\n    return "lines" if month >= LINES_ADD_UP_SINCE else "total"',
  ),
  ...runs('pytest services/statement -q', '44 passed in 2.3s'),
  ...runs(
    'python -m services.statement.compare --sent 2026-01..2026-10',
    'compared 1,204 statements: 1,204 equal, 0 different',
  ),
  says('All 1,204 sent statements come out as before. From 2026-11 on lines add up.'),
  ...runs(
    'git commit -am "Statements: lines add up from 2026-11"',
    '[main 77d0c1f] Statements: lines add up from 2026-11\n 4 files changed, 58 insertions(+), 6 deletions(-)',
  ),
  asks('Thank you. Write two sentences for the accountant and we are done.'),
  says(
    'From November 2026 the total of a statement is the sum of its rounded lines. Statements up to October keep the total that was sent.',
  ),
]
