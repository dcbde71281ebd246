/** The few free accounts among which the next one is, read from indexes: it costs the same with 5 accounts and 100,000. */
import { matchSkills, skillsOf } from '../../core/selection/normalise-skill.ts'
import type { Sql } from '../../platform/sql.ts'
import { forPerson, type PersonId } from '../who-sees.ts'
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
  /** Whose personal accounts are in it, beside the shared ones. */
  readonly person: PersonId
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

/** Those of nobody stand in indexes of their own: nobody's choice reads past the personal accounts of others. */
const shortlistsOf = (owner: string, index: string) => ({
  most: {
    ofSkill: query(`${index}_by_skill`, `${owner} AND ${KEY}`, SPECIFIED),
    unspecialized: query(`${index}_by_skill`, `${owner} AND ${NO_KEY}`, SPECIFIED),
    any: query(index, owner, SPECIFIED),
  },
  losing: {
    ofSkill: query(`${index}_by_skill_and_loss`, `${owner} AND ${KEY} AND ${LOSES}`, BY_LOSS),
    unspecialized: query(`${index}_by_skill_and_loss`, `${owner} AND ${NO_KEY} AND ${LOSES}`, BY_LOSS),
    any: query(`${index}_by_loss`, `${owner} AND ${LOSES}`, BY_LOSS),
  },
})
const SHARED = shortlistsOf('owner_id IS NULL', 'idx_accounts_choice')
const OWN = shortlistsOf('owner_id = ?', 'idx_accounts_own_choice')
const OWNS_ANY = 'SELECT 1 AS one FROM accounts WHERE owner_id = ? LIMIT 1'
const ONE = `SELECT ${COLUMNS} FROM accounts WHERE ${forPerson()} AND id = ? AND ${FREE}`

type Tier = keyof typeof SHARED.most

/** A pool with more different specializations than these is asked by the words as they stand. */
const KEYS_MAX = 1000
const KEYS = `SELECT key FROM specializations LIMIT ${KEYS_MAX}`

/** Without order. Who matches comes in before who has no specialization, and that before the others: as many as are needed. */
export function shortlistAccounts(sql: Sql, wish: Shortlisting, now: number): ShortlistedAccount[] {
  const { minCredits, exceptId = 0, most, losing, alsoId, person } = wish
  const found = new Map<number, ShortlistedAccount>()
  const ownsAny = person !== null && sql.get(OWNS_ANY, person) !== undefined
  const take = (tier: Tier, ...key: string[]) => {
    const known = found.size
    takeFrom(SHARED, tier, known, ...key)
    if (ownsAny) takeFrom(OWN, tier, known, person, ...key)
  }
  // Those that are there already, `known`, may stand first here again.
  const takeFrom = (from: typeof SHARED, tier: Tier, known: number, ...keys: string[]) => {
    const free = [...keys, minCredits, exceptId, now]
    const rows = sql.all<ShortlistedAccount>(ofSize(from.most[tier], most + known), ...free)
    for (const row of rows) found.set(row.id, row)
    if (losing === 0) return
    for (const row of sql.all<ShortlistedAccount>(ofSize(from.losing[tier], losing), ...free)) found.set(row.id, row)
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
  const also = alsoId ? sql.get<ShortlistedAccount>(ONE, person, alsoId, minCredits, exceptId, now) : undefined
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
