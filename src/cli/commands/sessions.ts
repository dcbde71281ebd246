import type { RecentSession } from '../../runtimes/node/read-usage.ts'
import { command, EXIT } from '../command.ts'
import type { Style } from '../output.ts'
import { withUsage } from '../read-usage.ts'
import { tableText } from '../table.ts'
import { readDay } from '../usage-span.ts'
import { costText, modelsOf } from '../usage-text.ts'
import { clockTime, grouped, span } from '../words.ts'

const LIMIT = 20
const WIDTH = 120
const TITLE_CHARS = 60

export default command({
  options: {
    since: { type: 'text', value: 'DAY', about: 'Only those begun from this day on: 2026-11-01, 7d, 2w, 24h' },
    until: { type: 'text', value: 'DAY', about: 'Only up to this day, which is included' },
    project: { type: 'text', about: 'Only of this project, by its number or name' },
    account: { type: 'text', about: 'Only of this account, by its number or name' },
    tool: { type: 'text', about: 'Only of this tool: claude-code, codex…' },
    limit: { type: 'integer', about: `How many at most; ${LIMIT} where nothing is said`, min: 1, max: 1000 },
  },
  examples: [
    ['paas sessions', 'The newest sessions of all tools, with what they used and cost'],
    ['paas sessions --project Shop --since 7d', 'This week in one project'],
  ],
  notes: ['A number at the left is what `paas brief`, `paas log` and `paas rotate --session` take.'],
  async run({ values, out, env }) {
    const { since, until, project, account, tool, limit = LIMIT } = values
    const now = new Date()
    const rows = await withUsage(env, reader =>
      reader.sessions({
        since: since && readDay(since, now),
        until: until && readDay(until, now),
        tool,
        project_id: project === undefined ? undefined : reader.idOf('project', project),
        account_id: account === undefined ? undefined : reader.idOf('account', account),
        limit,
      }),
    )
    if (rows.length === 0) out.notice('No session is recorded: `paas watch --once` records what is there.')
    out.answer({ rows }, rows.length === 0 ? '' : sessionsText(rows, now, out.style))
    return rows.length === 0 ? EXIT.nothing : EXIT.done
  },
})

function sessionsText(rows: readonly RecentSession[], now: Date, style: Style): string {
  const columns = [
    { head: 'Id', right: true },
    { head: 'Started' },
    { head: 'For', right: true, spare: true },
    { head: 'Tool', spare: true },
    { head: 'Project', least: 8 },
    { head: 'Account', least: 8, spare: true },
    { head: 'Title', least: 12 },
    { head: 'Models', least: 8, spare: true },
    { head: 'Tokens', right: true },
    { head: 'Cost (USD)', right: true },
  ]
  const cells = rows.map(row => [
    String(row.session_id),
    clockTime(row.started_at, now),
    row.duration_minutes === null ? '' : span(row.duration_minutes * 60_000),
    row.tool ?? 'by hand',
    row.project,
    row.account,
    (row.title ?? row.session).slice(0, TITLE_CHARS),
    modelsOf(row),
    row.total_tokens === 0 ? '' : grouped(row.total_tokens),
    row.total_tokens === 0 ? '' : costText(row),
  ])
  return tableText(columns, cells, { width: process.stdout.columns ?? WIDTH, style })
}
