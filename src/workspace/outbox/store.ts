import type { Outgoing } from '../../platform/outgoing.ts'
import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { wireTimes } from '../../platform/time.ts'
import { findSealed } from '../secrets/index.ts'
import { BACK_OFF_MS_MAX } from './back-off.ts'
import { problem } from './problems.ts'
import type { Message, MessageQuery } from './schema.ts'

const COLUMNS = `id, message_id, kind, webhook_id, event_type, status, attempts, due_at_ms, answer_status, error, created_at,
  settled_at_ms`

type MessageRow = Omit<Message, 'due_at' | 'settled_at'> & { due_at_ms: number | null; settled_at_ms: number | null }

const toIso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

function toMessage<T extends MessageRow>({ due_at_ms, settled_at_ms, ...row }: T) {
  const due_at = row.status === 'waiting' ? toIso(due_at_ms) : null
  return { ...wireTimes(row), due_at, settled_at: toIso(settled_at_ms) }
}

export function listMessages(sql: Sql, { status, webhook_id, ...page }: MessageQuery): Page<Message> {
  const filters = { 'status = ?': status, 'webhook_id = ?': webhook_id }
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'DESC' } as const
  const found = listPage<MessageRow>(sql, { select: `SELECT ${COLUMNS} FROM outbox`, filters, sort }, page)
  return { ...found, rows: found.rows.map(toMessage) }
}

export function findMessage(sql: Sql, id: number): Message | null {
  const row = sql.get<MessageRow>(`SELECT ${COLUMNS} FROM outbox WHERE id = ?`, id)
  return row ? toMessage(row) : null
}

export function getMessage(sql: Sql, id: number): Message & { body: unknown } {
  const row = sql.get<MessageRow & { body: string }>(`SELECT ${COLUMNS}, body FROM outbox WHERE id = ?`, id)
  if (!row) throw problem('message-not-found', { id })
  return { ...toMessage(row), body: JSON.parse(row.body) }
}

export function insertMessage(sql: Sql, values: Record<string, SqlValue | undefined>): number {
  return insertRow(sql, 'outbox', values)
}

export function updateMessage(sql: Sql, id: number, values: Record<string, SqlValue | undefined>): void {
  updateRow(sql, 'outbox', id, values)
}

// A time so far ahead is of a clock that has been set back since: it waits for that no longer.
const DUE = '(due_at_ms <= ?1 OR due_at_ms > ?1 + ?2)'
const AHEAD_MS_MAX = BACK_OFF_MS_MAX + 60_000

export function hasDue(sql: Sql, now: number): boolean {
  return sql.get(`SELECT 1 AS one FROM outbox WHERE ${DUE} LIMIT 1`, now, AHEAD_MS_MAX) !== undefined
}

interface Due {
  readonly id: number
  readonly webhook_id: number
  readonly attempts: number
}

/** What is due, the longest first; at most `each` of one receiver, so that one which never answers holds up no other. */
export function listDue(sql: Sql, now: number, each: number): Due[] {
  return sql.all<Due>(
    `SELECT id, webhook_id, attempts FROM (
       SELECT id, webhook_id, attempts, due_at_ms, row_number() OVER (PARTITION BY webhook_id ORDER BY due_at_ms, id) AS place
       FROM outbox WHERE ${DUE})
     WHERE place <= ?3 ORDER BY due_at_ms, id`,
    now,
    AHEAD_MS_MAX,
    each,
  )
}

/** How many are on their way, by webhook. */
export function countSending(sql: Sql, now: number): Map<number, number> {
  const rows = sql.all<{ webhook_id: number; n: number }>(
    `SELECT webhook_id, count(*) AS n FROM outbox WHERE status = 'sending' AND NOT ${DUE} GROUP BY webhook_id`,
    now,
    AHEAD_MS_MAX,
  )
  return new Map(rows.map(({ webhook_id, n }) => [webhook_id, n]))
}

/** As the one who sends it needs it. @param now until when an old secret signs too. */
export function readOutgoing(sql: Sql, id: number, now: number): Outgoing {
  const row = sql.get<
    Record<'message_id' | 'body' | 'url' | 'place', string> & { attempts: number; old: string | null }
  >(
    `SELECT o.message_id, o.body, o.attempts, w.url, w.secret_place AS place,
       iif(w.old_secret_until_ms > ?, w.old_secret_place, NULL) AS old
     FROM outbox o JOIN webhooks w ON w.id = o.webhook_id WHERE o.id = ?`,
    now,
    id,
  )
  if (!row) throw problem('message-not-found', { id })
  const places = row.old === null ? [row.place] : [row.place, row.old]
  const secrets = places.map(place => findSealed(sql, place)).filter(kept => kept !== null)
  const { message_id: messageId, attempts: attempt, body, url } = row
  return { id, kind: 'webhook', messageId, attempt, url, body, secrets }
}

/** When the next message comes due that is not due yet. Epoch ms; null where none waits. */
export function nextDueAt(sql: Sql, now: number): number | null {
  const query = 'SELECT min(due_at_ms) AS at FROM outbox WHERE due_at_ms > ?'
  return sql.get<{ at: number | null }>(query, now)?.at ?? null
}

/** What waits for a webhook that is switched off waits without a time. */
export function parkMessages(sql: Sql, webhookId: number): void {
  sql.run("UPDATE outbox SET due_at_ms = NULL WHERE webhook_id = ? AND status = 'waiting'", webhookId)
}

export function unparkMessages(sql: Sql, webhookId: number, now: number): void {
  sql.run(
    "UPDATE outbox SET due_at_ms = ? WHERE webhook_id = ? AND status = 'waiting' AND due_at_ms IS NULL",
    now,
    webhookId,
  )
}

const DAY_MS = 86_400_000
const DELIVERED_KEPT_MS = 7 * DAY_MS
const DEAD_KEPT_MS = 30 * DAY_MS

export function forgetOldMessages(sql: Sql, now: number): void {
  sql.run(
    "DELETE FROM outbox WHERE settled_at_ms < ? AND (status = 'delivered' OR settled_at_ms < ?)",
    now - DELIVERED_KEPT_MS,
    now - DEAD_KEPT_MS,
  )
}
