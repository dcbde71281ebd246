import type { LogEntry } from '../../client/index.ts'
import { command, EXIT } from '../command.ts'
import type { Style } from '../output.ts'
import { readSince } from '../since.ts'
import { tableText } from '../table.ts'
import { withWorkspace } from '../with-workspace.ts'

/** Where nobody looks: a pipe. */
const WIDTH = 140
const SHOWN = 50
const CSV = ['seq', 'at', 'person_id', 'actor', 'via', 'address', 'action', 'subject', 'hash'] as const

export default command({
  options: {
    person: {
      type: 'text',
      value: 'ID',
      about: 'Only what this one did: local, paas, or an id of `paas people --json`',
    },
    subject: { type: 'text', value: 'THING', about: 'Only what was done to it: accounts, accounts/7, members' },
    action: { type: 'text', about: 'Only this: "PATCH /api/accounts/{id}", member.removed' },
    since: { type: 'text', value: 'TIME', about: 'Only since: 7d, 24h, 2026-11-01' },
    until: { type: 'text', value: 'TIME', about: 'Only before: 1d, 2026-11-08' },
    limit: { type: 'integer', about: 'So many; 50 where nothing is said', min: 1, max: 1000 },
    csv: { type: 'flag', about: 'Everything that fits, as comma-separated values' },
  },
  examples: [
    ['paas activity', 'Who did what, newest first'],
    ['paas activity --subject accounts/7 --since 7d', 'What was done to an account this week'],
    ['paas activity --csv > activity.csv', 'All of it'],
  ],
  notes: ['`paas doctor` verifies that it is as it was written.'],
  async run({ values, out, env }) {
    const { person, subject, action, limit = SHOWN, csv } = values
    const time = (said: string | undefined) => (said === undefined ? undefined : readSince(said, Date.now()))
    const query = { person, subject, action, since: time(values.since), until: time(values.until) }
    return withWorkspace(env, async client => {
      const entries = csv ? await client.listLog(query) : await client.listNewestLog({ ...query, limit })
      if (csv) out.answer({ entries }, [CSV.join(','), ...entries.map(csvLine)].join('\n'))
      else out.answer({ entries }, entries.length > 0 ? table(entries, out.style) : 'Nothing was done yet.')
      return entries.length > 0 ? EXIT.done : EXIT.nothing
    })
  },
})

function table(entries: readonly LogEntry[], style: Style): string {
  const rows = entries.map(({ at, actor, action, subject, via, address }) => [
    at.slice(0, 19).replace('T', ' '),
    actor,
    action,
    subject ?? '',
    [via ?? 'here', address].filter(Boolean).join(' '),
  ])
  const columns = [
    { head: 'When (UTC)' },
    { head: 'Who' },
    { head: 'What', least: 20 },
    { head: 'To' },
    { head: 'From' },
  ]
  return tableText(columns, rows, { width: process.stdout.columns ?? WIDTH, style })
}

const csvLine = (entry: LogEntry): string => CSV.map(name => cell(entry[name])).join(',')

/** A spreadsheet takes what begins with such a sign for a formula. */
function cell(value: string | number | null): string {
  const text = String(value ?? '').replace(/^[=+\-@\t\r]/, "'$&")
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
