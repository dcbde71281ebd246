import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { withUsage } from '../read-usage.ts'
import { readDay } from '../usage-span.ts'
import { usageText } from '../usage-text.ts'

const PERIODS = { daily: 'day', weekly: 'week', monthly: 'month' } as const
const WIDTH = 120

export default command({
  options: {
    daily: { type: 'flag', about: 'By day, which is what nothing said means' },
    weekly: { type: 'flag', about: 'By week, from Monday on' },
    monthly: { type: 'flag', about: 'By month' },
    by: {
      type: 'text',
      about: 'By something else; by session: one row per session and model',
      choices: ['day', 'week', 'month', 'project', 'account', 'model', 'tool', 'session'],
    },
    since: { type: 'text', value: 'DAY', about: 'Only from this day on: 2026-11-01, 7d, 2w, 24h' },
    until: { type: 'text', value: 'DAY', about: 'Only up to this day, which is included' },
    project: { type: 'text', about: 'Only of this project, by its number or name' },
    account: { type: 'text', about: 'Only of this account, by its number or name' },
    tool: { type: 'text', about: 'Only of this tool: claude-code, codex…' },
    timezone: { type: 'text', value: 'ZONE', about: "Whose days: Asia/Jakarta; this machine's where nothing is said" },
  },
  examples: [
    ['paas usage', 'What each day used and cost, all tools together'],
    ['paas usage --monthly', 'What each month'],
    ['paas usage --by project --since 7d', 'Where the week went'],
    ['paas usage --by session --json', 'One row per session and model, for programs'],
  ],
  notes: [
    'Each response of a model counts once, in whichever logs, forks and sub-agents it stands. What no price is known of',
    'is told as such and is in no sum. `paas watch --once` or `paas import` brings in what is new; exit code 2: nothing.',
  ],
  async run({ values, out, env }) {
    const { daily: _, weekly: __, monthly: ___, by: said, since, until, ...scope } = values
    const periods = Object.entries(PERIODS).flatMap(([flag, by]) => (values[flag as keyof typeof PERIODS] ? [by] : []))
    const wishes = said === undefined ? periods : [...periods, said]
    if (wishes.length > 1) throw new Failure('Usage is told by one thing at a time.', { code: 'usage' })
    const by = wishes[0] ?? 'day'
    const now = new Date()
    const answer = await withUsage(env, reader =>
      reader.usage({
        by,
        since: since && readDay(since, now),
        until: until && readDay(until, now),
        tool: scope.tool,
        timezone: scope.timezone,
        project_id: scope.project === undefined ? undefined : reader.idOf('project', scope.project),
        account_id: scope.account === undefined ? undefined : reader.idOf('account', scope.account),
      }),
    )
    const { data: rows, totals, unpriced_models, prices } = answer
    if (rows.length === 0)
      out.notice('Nothing was used, or nothing is recorded: `paas watch --once` records what is there.')
    const text =
      rows.length === 0 ? '' : usageText(answer, by, { width: process.stdout.columns ?? WIDTH, style: out.style })
    out.answer({ by, rows, totals, unpriced_models, prices }, text)
    return rows.length === 0 ? EXIT.nothing : EXIT.done
  },
})
