/** What the doctor says of logs: which tools were found, what is archived, what a tool will delete and when. */
import { existsSync } from 'node:fs'
import type { Check } from '../checkup.ts'
import { bytes, count } from '../words.ts'
import { archiveSize } from './archive.ts'
import { type FoundLog, findLogs, findTools } from './find-logs.ts'
import { type LogEntry, openBook } from './log-book.ts'
import { bookPath } from './watch-logs.ts'

const DAY_MS = 86_400_000
/** A log that its tool will delete within so many days is told. */
const SOON_DAYS = 7

export function checkLogs(folder: string, env: NodeJS.ProcessEnv, now: number): Check[] {
  const found = findTools(env)
  if (found.length === 0) return [{ name: 'Logs', state: 'ok', found: 'no assistant has left any here' }]
  const { logs, unreadable } = findLogs(found)
  const entries = readBook(folder)
  const checks = found.map(({ tool, folders }): Check => {
    const own = logs.filter(log => log.tool === tool.id)
    const waits = own.length === 0 && folders.some(({ gather }) => gather)
    if (waits) return { name: tool.title, state: 'ok', found: 'sessions in a database, which `paas watch` reads' }
    return checkTool(tool.title, own, entries, now)
  })
  const gone = [...entries.values()].filter(entry => entry.gone_at_ms !== null)
  const kept = gone.length > 0 ? `, ${gone.length} of them no longer where they were` : ''
  const size = archiveSize(folder)
  if (size > 0)
    checks.push({ name: 'Archive', state: 'ok', found: `${count(entries.size, 'log')} in ${bytes(size)}${kept}` })
  for (const { path, reason } of unreadable) {
    checks.push({ name: 'Logs', state: 'warn', found: `${path}: ${reason}`, todo: 'Let your user read this folder.' })
  }
  return checks
}

function readBook(folder: string): Map<string, LogEntry> {
  if (!existsSync(bookPath(folder))) return new Map()
  const book = openBook(bookPath(folder))
  try {
    return new Map(book.list().map(entry => [entry.path, entry]))
  } finally {
    book.close()
  }
}

function checkTool(
  name: string,
  logs: readonly FoundLog[],
  entries: ReadonlyMap<string, LogEntry>,
  now: number,
): Check {
  const size = bytes(logs.reduce((sum, log) => sum + log.size, 0))
  const open = logs.filter(log => (entries.get(log.path)?.archived_bytes ?? 0) === 0)
  const goes = open.filter(
    ({ keptDays, mtimeMs }) => keptDays !== null && mtimeMs + (keptDays - SOON_DAYS) * DAY_MS < now,
  )
  const found = `${count(logs.length, 'log')}, ${size}; ${logs.length - open.length} archived`
  if (goes.length === 0) return { name, state: 'ok', found }
  const first = Math.min(...goes.map(({ mtimeMs, keptDays }) => mtimeMs + (keptDays ?? 0) * DAY_MS))
  const when = first <= now ? 'at its next start' : `from ${new Date(first).toISOString().slice(0, 10)} on`
  return {
    name,
    state: 'warn',
    found: `${found}; ${name} deletes ${count(goes.length, 'log')} ${when}`,
    todo: '`paas watch --once` records and archives them.',
  }
}
