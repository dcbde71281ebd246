import { listPage, type Page, type PageRequest } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { wireTimes } from '../../platform/time.ts'
import { problem } from './problems.ts'
import type { EventType, Webhook } from './schema.ts'

const SELECT = `SELECT id, url, description, event_types, enabled, disabled_because, old_secret_until_ms, created_at, updated_at
  FROM webhooks`

type WebhookRow = Omit<Webhook, 'event_types' | 'enabled' | 'old_secret_until'> & {
  event_types: string
  enabled: number
  old_secret_until_ms?: number | null
}

function toWebhook({ old_secret_until_ms: until, ...row }: WebhookRow): Webhook {
  return {
    ...wireTimes(row),
    event_types: JSON.parse(row.event_types),
    enabled: row.enabled === 1,
    old_secret_until: until == null ? null : new Date(until).toISOString(),
  }
}

export function listWebhooks(sql: Sql, page: PageRequest): Page<Webhook> {
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'ASC' } as const
  const found = listPage<WebhookRow>(sql, { select: SELECT, filters: {}, sort }, page)
  return { ...found, rows: found.rows.map(toWebhook) }
}

export function getWebhook(sql: Sql, id: number): Webhook {
  const row = sql.get<WebhookRow>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw problem('webhook-not-found', { id })
  return toWebhook(row)
}

/** Those that are switched on and take what so happened. */
export function listTakers(sql: Sql, type: EventType): number[] {
  const query = `SELECT id FROM webhooks WHERE enabled = 1
    AND EXISTS (SELECT 1 FROM json_each(event_types) WHERE value = ?) ORDER BY id`
  return sql.all<{ id: number }>(query, type).map(row => row.id)
}

export function listTakenTypes(sql: Sql): Set<string> {
  const query = 'SELECT DISTINCT value AS type FROM webhooks, json_each(event_types) WHERE enabled = 1'
  return new Set(sql.all<{ type: string }>(query).map(row => row.type))
}

export function insertWebhook(sql: Sql, values: Record<string, SqlValue | undefined>): number {
  return insertRow(sql, 'webhooks', values)
}

export function updateWebhook(sql: Sql, id: number, values: Record<string, SqlValue | undefined>): void {
  updateRow(sql, 'webhooks', id, values)
}

/** What it has not been told goes with it. */
export function deleteWebhookRow(sql: Sql, id: number): void {
  sql.run('DELETE FROM webhooks WHERE id = ?', id)
}

/** Where its secrets are kept. */
interface Places {
  readonly secret_place: string
  readonly old_secret_place: string | null
}

export function readPlaces(sql: Sql, id: number): Places {
  const row = sql.get<Places>('SELECT secret_place, old_secret_place FROM webhooks WHERE id = ?', id)
  if (!row) throw problem('webhook-not-found', { id })
  return row
}
