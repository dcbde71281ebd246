/** Takes in a batch of events: conversation, files, usage, and the brief that follows along. All or nothing. */
import type { TurnEvent } from '../../core/transcript/event.ts'
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { countWork, takeReadings } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { takeInTurns } from '../briefs/index.ts'
import { insertEvent, lastTurnNumber } from '../conversation/index.ts'
import { touchFile } from '../files/index.ts'
import { getSession, keepLive, updateSession } from '../sessions/index.ts'
import { bookUsage, putUsage, settleCopies } from '../usage/index.ts'
import { findOrOpenSession, type Place } from './find-session.ts'
import type { Batch } from './schema.ts'

export type Receipt = ReturnType<typeof receiveEvents>

export function receiveEvents(call: Call, batch: Batch) {
  const { sql } = call
  const place = findOrOpenSession(call, batch)
  const { added, grown } = recordTurns(call, place, batch.turns)
  for (const usage of batch.usage) putUsage(sql, place.id, usage)
  const sayer = { accountId: place.account_id, tool: batch.tool, sessionKey: batch.session_key }
  const readings_added = takeReadings(call, sayer, batch.readings ?? [])
  if (added.length > 0 || batch.meta || batch.usage.length > 0) noteSession(call, place, batch, added)
  if (batch.live && added.length > 0) keepLive(call, place.id)
  if (batch.last) settleCopies(call, place.id)
  if (added.length > 0 || batch.usage.length > 0) countWork(call, place.account_id, messagesOf(call, added))
  // Of a session that is being written usage is booked when it ends: an entry a response would bury the ledger.
  if (batch.last && getSession(sql, place.id).status !== 'in_progress') bookUsage(call, place.id)
  takeInTurns(call, place.id, added, batch.live === true)
  if (added.length > 0) {
    tell(call, 'turns.recorded', place.id, { project_id: place.project_id, session_id: place.id, turns: added.length })
  } else if (grown) {
    tell(call, 'session.changed', place.id, { project_id: place.project_id, account_id: place.account_id })
  }
  return {
    session_id: place.id,
    project_id: place.project_id,
    account_id: place.account_id,
    turns_added: added.length,
    turns_known: batch.turns.length - added.length,
    usage_added: batch.usage.length,
    readings_added,
  }
}

/** What people sent, when. */
const messagesOf = ({ now }: Call, added: readonly Recorded[]) =>
  added.flatMap(({ event }) => (event.human && event.kind === 'text' ? { at: event.at ?? now } : []))

interface Recorded {
  readonly n: number
  readonly event: TurnEvent
}

function recordTurns({ sql, now }: Call, place: Place, turns: readonly TurnEvent[]) {
  const added: Recorded[] = []
  let grown = false
  let n = place.known ? lastTurnNumber(sql, place.id) : 0
  let at = now
  for (const event of turns) {
    at = event.at ?? at
    const outcome = insertEvent(sql, place.id, n + 1, event, toSqlTime(at))
    grown ||= outcome === 'grown'
    if (outcome !== 'new') continue
    n++
    added.push({ n, event })
    for (const { path, touch } of event.files ?? []) touchFile(sql, place.project_id, path, touch, toSqlTime(at))
  }
  return { added, grown }
}

/** What the session's own row tells: how long, on what, by which model. */
function noteSession({ sql }: Call, place: Place, { meta, usage }: Batch, added: readonly Recorded[]): void {
  const session = getSession(sql, place.id)
  const times = added.flatMap(({ event }) => (event.at === undefined ? [] : [event.at]))
  const startedAt = Math.min(Date.parse(session.started_at), ...times.slice(0, 1))
  const endedAt = Math.max(Date.parse(session.completed_at ?? session.started_at), ...times.slice(-1))
  const model = meta?.model ?? usage.findLast(u => u.model !== '<synthetic>')?.model
  updateSession(sql, place.id, {
    turns: session.turns + added.length,
    title: meta?.title ?? (session.title === null ? titleOf(added) : undefined),
    cwd: meta?.cwd,
    git_branch: meta?.branch,
    git_commit: meta?.commit,
    model,
    ...(times.length > 0 && {
      started_at: toSqlTime(startedAt),
      completed_at: session.status === 'in_progress' ? undefined : toSqlTime(endedAt),
      duration_minutes: Math.round((endedAt - startedAt) / 60_000),
    }),
  })
}

const TITLE_CHARS = 80

/** The first words that a person typed, for a log that has no title. */
function titleOf(added: readonly Recorded[]): string | undefined {
  const asked = added.find(({ event }) => event.human && event.kind === 'text')?.event.text
  const line = asked
    ?.split('\n')
    .find(text => text.trim())
    ?.replace(/^[#>*\s]+/, '')
    .trim()
  if (!line || line.length <= TITLE_CHARS) return line || undefined
  return `${line.slice(0, TITLE_CHARS).replace(/\s+\S*$/, '')}…`
}
