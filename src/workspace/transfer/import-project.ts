/** A project that comes from an export: new ids, accounts matched by name or created blocked, all or nothing. */
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { createAccount, findAccountByName, getAccount, isAccountFor, markInUse } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { insertFeedback } from '../handoffs/index.ts'
import { findProjectByPlace, findProjectByRemote, getProject, retotalProject } from '../projects/index.ts'
import { hasOpenSession } from '../sessions/index.ts'
import { bookUsage, putUsage } from '../usage/index.ts'
import { personOf } from '../who-sees.ts'
import { problem } from './problems.ts'
import type { Moved } from './schema.ts'
import { insertMoved } from './store.ts'

export function importProject(call: Call, data: Moved): { id: number } {
  const { sql, now } = call
  const { place, remote, ...project } = data.project
  const id = insertMoved(sql, 'projects', {
    ...project,
    place: place && findProjectByPlace(sql, place) === null ? place : null,
    remote: remote && findProjectByRemote(sql, remote) === null ? remote : null,
  })
  tell(call, 'project.created', id)
  const accounts = accountIds(call)
  const sessions = insertSessions(call, id, data, accounts)
  const newSession = (old: number) => {
    const found = sessions.get(old)
    if (found === undefined) throw problem('export-broken', { what: `session ${old} is referred to but not in it` })
    return found
  }
  const paths = new Set<string>()
  for (const row of data.files) {
    if (paths.has(row.file_path))
      throw problem('export-broken', { what: `the file ${row.file_path} stands in it twice` })
    paths.add(row.file_path)
    insertMoved(sql, 'project_files', { ...row, project_id: id })
  }
  for (const row of data.snapshots)
    insertMoved(sql, 'context_snapshots', { ...row, session_id: newSession(row.session_id) })
  for (const row of data.conversation)
    insertMoved(sql, 'conversation_history', { ...row, session_id: newSession(row.session_id) })
  for (const row of data.usage) putUsage(sql, newSession(row.session_id), toUsage(row))
  for (const sessionId of sessions.values()) bookUsage(call, sessionId)
  for (const { source_session_id: source, ...row } of data.knowledge) {
    insertMoved(sql, 'knowledge_base', { ...row, source_session_id: source === null ? null : newSession(source) })
  }
  for (const { from_account_name, to_account_name, feedback, ...row } of data.handoffs) {
    const handoffId = insertMoved(sql, 'handoff_queue', {
      ...row,
      session_id: newSession(row.session_id),
      next_session_id: row.next_session_id == null ? null : newSession(row.next_session_id),
      from_account_id: accounts(from_account_name),
      to_account_id: to_account_name === null ? null : accounts(to_account_name),
    })
    if (feedback) insertFeedback(sql, handoffId, feedback)
  }
  retotalProject(sql, id, toSqlTime(now))
  return { id: getProject(sql, id).id }
}

function insertSessions(
  call: Call,
  projectId: number,
  data: Moved,
  accounts: (name: string) => number,
): Map<number, number> {
  const ids = new Map<number, number>()
  const numbers = new Set<number>()
  for (const { id, account_name, ...row } of data.sessions) {
    if (ids.has(id) || numbers.has(row.session_number)) {
      throw problem('export-broken', { what: `session ${id} (number ${row.session_number}) stands in it twice` })
    }
    numbers.add(row.session_number)
    ids.set(
      id,
      insertMoved(call.sql, 'sessions', {
        ...row,
        credits_used: row.credits_used ?? 0,
        project_id: projectId,
        account_id: accounts(account_name),
      }),
    )
  }
  for (const accountId of new Set(data.sessions.map(session => accounts(session.account_name)))) {
    markInUse(call, accountId, hasOpenSession(call.sql, accountId))
  }
  return ids
}

const toUsage = (row: Moved['usage'][number]) => ({
  key: row.response_key,
  model: row.model,
  inputTokens: row.input_tokens,
  outputTokens: row.output_tokens,
  cacheReadTokens: row.cache_read_tokens,
  cacheWriteTokens: row.cache_write_tokens,
  cacheWriteHourTokens: row.cache_write_hour_tokens,
  shared: row.shared === 1,
  ...(row.cost_usd !== null && { costUsd: row.cost_usd }),
  ...(row.at !== null && { at: Date.parse(row.at) }),
})

/**
 * Finds an account by its name once; one that is not held here, or not by who imports, is created blocked, so that nothing is
 * handed to it.
 */
function accountIds(call: Call): (name: string) => number {
  const known = new Map<string, number>()
  const find = (name: string) => {
    const id = findAccountByName(call.sql, name)
    if (id === null) return createAccount(call, { account_name: name, platform: 'other', capacity: 100, blocked: true })
    return isAccountFor(getAccount(call.sql, id), personOf(call.principal)) ? id : null
  }
  return name => {
    const id = known.get(name) ?? find(name) ?? find(`${name} of ${call.principal.name}`)
    if (id === null) throw problem('export-broken', { what: `the account ${name} is somebody else's here` })
    known.set(name, id)
    return id
  }
}
