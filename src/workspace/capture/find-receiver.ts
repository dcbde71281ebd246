/** Tells whether a log that is new here is the work of a session that a handoff opened and that has nothing yet. */
import type { Sql } from '../../platform/sql.ts'
import { fromSqlTime } from '../../platform/time.ts'
import { findAccountByName } from '../accounts/index.ts'
import { type EmptyReceiver, listEmptyReceivers } from '../handoffs/index.ts'
import { isFor } from '../who-sees.ts'
import { platformOfTool } from './account-of-tool.ts'
import type { Batch } from './schema.ts'

/** The first line of every briefing of a handoff. */
const TITLE = /^# 🔄 .*HANDOFF - /m
/** Lines of a briefing that must stand in what was pasted, of those long enough to be its own. */
const LINES_SHARED = 5
const LINE_CHARS = 24
/** A log that begins later than this is taken for the receiver only where the briefing stands in it: a long weekend. */
const BEGINS_WITHIN_MS = 4 * 86_400_000

/**
 * The session that the log belongs to; null where it is one of its own. Surely where the briefing was pasted into it;
 * else where it begins in the days after the handoff, in its project, on its account. An older log never is.
 *
 * @param of the project of the log, where it is known here, and the person whose it is.
 */
export function findReceiver(
  sql: Sql,
  batch: Batch,
  of: { readonly projectId: number | null; readonly person: string },
): EmptyReceiver | null {
  const { projectId, person } = of
  const startedAt = batch.turns.find(turn => turn.at !== undefined)?.at
  const open = listEmptyReceivers(sql).filter(
    r => isFor(r.owner_id, person) && (startedAt === undefined || startedAt >= fromSqlTime(r.processed_at)),
  )
  if (open.length === 0) return null
  const pasted = findPasted(batch, open)
  if (pasted !== null) return isElsewhere(batch, pasted) ? null : pasted
  // Without a time nobody can say that it began after the handoff.
  if (startedAt === undefined) return null
  const soon = open.filter(
    r => (r.person_id ?? person) === person && startedAt - fromSqlTime(r.processed_at) <= BEGINS_WITHIN_MS,
  )
  return soon.find(r => r.project_id === projectId && isOnAccount(sql, batch, r)) ?? null
}

/** The handoff whose briefing stands in the first words that a person put in. */
function findPasted({ turns }: Batch, open: readonly EmptyReceiver[]): EmptyReceiver | null {
  const first = turns.find(turn => turn.human && turn.kind === 'text')?.text ?? ''
  if (!TITLE.test(first)) return null
  const said = new Set(linesOf(first))
  const shared = (r: EmptyReceiver) => linesOf(r.handoff_context).filter(line => said.has(line)).length
  const counted = open.map(receiver => ({ receiver, lines: shared(receiver) })).sort((a, b) => b.lines - a.lines)
  const [best] = counted
  return best && best.lines >= Math.min(LINES_SHARED, linesOf(best.receiver.handoff_context).length)
    ? best.receiver
    : null
}

const linesOf = (text: string) => [
  ...new Set(
    text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line.length >= LINE_CHARS),
  ),
]

/** The person said another project: by its id, or by a name that no folder or repository stands behind. */
function isElsewhere({ project }: Batch, { project_id }: EmptyReceiver): boolean {
  if (project === undefined) return false
  if ('id' in project) return project.id !== project_id
  return project.place === undefined && project.remote === undefined
}

/** The account that was named; where none was, one of the platform that the tool works on. */
function isOnAccount(sql: Sql, { account, tool }: Batch, { account_id, platform }: EmptyReceiver): boolean {
  if (account === undefined) return platformOfTool(tool) === platform
  return ('id' in account ? account.id : findAccountByName(sql, account.name)) === account_id
}
