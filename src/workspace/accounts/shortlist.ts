/** The few free accounts among which the next one is, read from indexes: it costs the same with 5 accounts and 100,000. */
import { matchSkills, skillsOf } from '../../core/selection/normalise-skill.ts'
import type { Sql } from '../../platform/sql.ts'
import type { Account } from './schema.ts'

export interface ShortlistedAccount
  extends Pick<
    Account,
    'id' | 'account_name' | 'platform' | 'specialization' | 'credits_available' | 'recent_sessions'
  > {
  readonly status: 'available' | 'active'
  readonly lost_at_reset: number
  /** At rest. */
  readonly last_used_at: string | null
  readonly loses_at_ms: number | null
}

export interface Shortlisting {
  readonly specialization?: string | null | undefined
  readonly minCredits: number
  /** Not this one: it has just been used up. */
  readonly exceptId?: number
  /** So many of those with the most credits, in the specified order. */
  readonly most: number
  /** So many of those that lose something first. */
  readonly losing: number
  /** This one too, where it is free. */
  readonly alsoId?: number | null
}

const COLUMNS = `id, account_name, platform, specialization, credits_available, status, recent_sessions, last_used_at, lost_at_reset,
  loses_at_ms`
const FREE = `in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active')
  AND credits_available >= ? AND id <> ?
  AND NOT EXISTS (SELECT 1 FROM leases WHERE leases.account_id = accounts.id AND expires_at_ms > ?)`
/** Credits, sessions since the last reset, available before active, longest unused. */
const SPECIFIED = 'credits_available DESC, recent_sessions, status DESC, last_used_at, id'
const BY_LOSS = 'loses_at_ms, lost_at_reset DESC, credits_available, id'

// The indexes are named: left to itself, SQLite may read every account of a status and sort them (42 ms of 100,000).
// A limit that is bound like a value makes the same query six times as slow: there is one for each size.
const SIZES = [1, 4, 16, 64, 256] as const
type BySize = readonly string[]
const query = (index: string, skill: string, order: string): BySize => {
  const text = `SELECT ${COLUMNS} FROM accounts INDEXED BY ${index} WHERE ${skill} AND ${FREE} ORDER BY ${order} LIMIT `
  return SIZES.map(size => `${text}${size}`)
}
/** Of at least so many rows; more than the greatest size are never asked for. */
const ofSize = (queries: BySize, rows: number): string =>
  queries[SIZES.findIndex(size => size >= rows)] ?? (queries.at(-1) as string)
const LOSES = 'loses_at_ms IS NOT NULL'
const KEY = 'specialization_key = ?'
const NO_KEY = 'specialization_key IS NULL'

const MOST = {
  ofSkill: query('idx_accounts_choice_by_skill', KEY, SPECIFIED),
  unspecialized: query('idx_accounts_choice_by_skill', NO_KEY, SPECIFIED),
  any: query('idx_accounts_choice', '1', SPECIFIED),
}
const LOSING = {
  ofSkill: query('idx_accounts_choice_by_skill_and_loss', `${KEY} AND ${LOSES}`, BY_LOSS),
  unspecialized: query('idx_accounts_choice_by_skill_and_loss', `${NO_KEY} AND ${LOSES}`, BY_LOSS),
  any: query('idx_accounts_choice_by_loss', LOSES, BY_LOSS),
}
const ONE = `SELECT ${COLUMNS} FROM accounts WHERE id = ? AND ${FREE}`

/** A pool with more different specializations than these is asked by the words as they stand. */
const KEYS_MAX = 1000
const KEYS = `SELECT key FROM specializations LIMIT ${KEYS_MAX}`

/** Without order. Who matches comes in before who has no specialization, and that before the others: as many as are needed. */
export function shortlistAccounts(sql: Sql, wish: Shortlisting, now: number): ShortlistedAccount[] {
  const { minCredits, exceptId = 0, most, losing, alsoId } = wish
  const found = new Map<number, ShortlistedAccount>()
  const take = (tier: keyof typeof MOST, ...key: string[]) => {
    const free = [...key, minCredits, exceptId, now]
    // Those that are there already may stand first here again.
    for (const row of sql.all<ShortlistedAccount>(ofSize(MOST[tier], most + found.size), ...free))
      found.set(row.id, row)
    if (losing === 0) return
    for (const row of sql.all<ShortlistedAccount>(ofSize(LOSING[tier], losing), ...free)) found.set(row.id, row)
  }
  const wished = skillsOf(wish.specialization)
  if (wished.length > 0) {
    for (const keys of matchingKeys(sql, wished, wish.specialization?.trim().toLowerCase() ?? '')) {
      for (const key of keys) take('ofSkill', key)
      if (found.size >= most) break
    }
    if (found.size < most) take('unspecialized')
  }
  if (found.size < most) take('any')
  const also = alsoId ? sql.get<ShortlistedAccount>(ONE, alsoId, minCredits, exceptId, now) : undefined
  if (also) found.set(also.id, also)
  return [...found.values()]
}

/** Those that answer all of the wish, then those that answer some of it. */
function matchingKeys(sql: Sql, wished: readonly string[], words: string): [string[], string[]] {
  const keys: [string[], string[]] = [[], []]
  const held = sql.all<{ key: string }>(KEYS)
  if (held.length === KEYS_MAX) held.push({ key: words })
  for (const { key } of held) {
    const match = matchSkills(wished, skillsOf(key))
    if (match === 'all') keys[0].push(key)
    if (match === 'some') keys[1].push(key)
  }
  return keys
}
