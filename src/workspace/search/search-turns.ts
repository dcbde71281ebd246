/** Finds turns by their words: the newest matches are ranked by relevance and recency, window by window. */
import { matchText, parseQuery } from '../../core/search/parse-query.ts'
import { rankTurn } from '../../core/search/rank-turn.ts'
import { cutSnippet } from '../../core/search/snippet.ts'
import type { Call } from '../../platform/call.ts'
import { BadCursor } from '../../platform/page.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { getTurn } from '../conversation/index.ts'
import { getProject } from '../projects/index.ts'
import { getSession } from '../sessions/index.ts'
import type { Found, Hit, SearchWish } from './schema.ts'
import { countUnindexed, listMatches, type Within } from './store.ts'

/** A word that is everywhere has a million matches: so many of the newest are ranked, then so many before them. */
const WINDOW = 1000
/** One session may fill a whole window; then the next is looked at too, up to so many. */
const WINDOWS_MAX = 4
const PER_SESSION = 3
const LIMIT = 20
/** A longer time is looked through by its turns' own times alone. */
const MONTHS_MAX = 24

interface Ranked {
  readonly id: number
  readonly session_id: number
  readonly rank: number
}

/** Where a page begins: in the window before an id, after so many of its hits. */
interface Place {
  readonly before: number
  readonly skip: number
}

export function searchTurns(call: Call, wish: SearchWish): Found {
  const { sql, now } = call
  const query = parseQuery(wish.q)
  const match = matchText(query)
  const within = withinOf(call, wish)
  const not_indexed = countUnindexed(sql)
  if (match === null) return { data: [], not_indexed }

  const limit = wish.limit ?? LIMIT
  const perSession = wish.session === undefined ? PER_SESSION : Number.POSITIVE_INFINITY
  let place: Place | null =
    wish.cursor === undefined ? { before: Number.MAX_SAFE_INTEGER, skip: 0 } : readCursor(wish.cursor)
  const data: Hit[] = []
  for (let windows = 0; place !== null && data.length < limit && windows < WINDOWS_MAX; windows++) {
    const found = listMatches(sql, match, within, { before: place.before, limit: WINDOW })
    const ranked = found.map(({ id, session_id, role, is_call, timestamp, bm25 }): Ranked => {
      return {
        id,
        session_id,
        rank: rankTurn({ role, isCall: is_call === 1, atMs: fromSqlTime(timestamp), relevance: -bm25 }, now),
      }
    })
    const { best, further } = bestOf(ranked, perSession)
    const taken: Ranked[] = best.slice(place.skip, place.skip + limit - data.length)
    for (const each of taken) data.push(tell(call, each, further.get(each.session_id) ?? 0, query.wanted))
    const skip: number = place.skip + taken.length
    const last = found.at(-1)
    // Turns that come meanwhile would move the window: the next page begins where this one did.
    if (skip < best.length) place = { before: (found[0]?.id ?? 0) + 1, skip }
    else place = last && found.length === WINDOW ? { before: last.id, skip: 0 } : null
  }
  return { data, ...(place && { next_cursor: writeCursor(place) }), not_indexed }
}

function withinOf({ sql, now }: Call, { project, session, role, tool, since }: SearchWish): Within {
  if (project !== undefined) getProject(sql, project)
  if (session !== undefined) getSession(sql, session)
  const sinceMs = since === undefined ? undefined : Date.parse(since)
  return {
    project,
    session,
    role,
    tool,
    since: sinceMs === undefined ? undefined : { time: toSqlTime(sinceMs), months: monthsBetween(sinceMs, now) },
  }
}

/** `YYYYMM` of each month from one time to a little after the other: clocks differ. */
function monthsBetween(fromMs: number, toMs: number): string[] | undefined {
  const from = new Date(fromMs)
  const months: string[] = []
  for (let n = 0; ; n++) {
    const month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + n))
    if (n > 0 && month.getTime() > toMs + 86_400_000) return months
    if (months.push(month.toISOString().slice(0, 7).replace('-', '')) > MONTHS_MAX) return undefined
  }
}

/** The best first, of each session no more than so many; and how many each has beyond those. */
function bestOf(ranked: readonly Ranked[], perSession: number): { best: Ranked[]; further: Map<number, number> } {
  const further = new Map<number, number>()
  const seen = new Map<number, number>()
  const best = ranked
    .toSorted((a, b) => b.rank - a.rank || b.id - a.id)
    .filter(({ session_id }) => {
      const n = (seen.get(session_id) ?? 0) + 1
      seen.set(session_id, n)
      if (n > perSession) further.set(session_id, n - perSession)
      return n <= perSession
    })
  return { best, further }
}

function tell(
  { sql }: Call,
  { id, session_id, rank }: Ranked,
  more: number,
  terms: Parameters<typeof cutSnippet>[1],
): Hit {
  const turn = getTurn(sql, id)
  const session = getSession(sql, session_id)
  const { text, marks } = cutSnippet(turn.content, terms)
  return {
    turn_id: id,
    session_id,
    session_title: session.title,
    session_number: session.session_number,
    project_id: session.project_id,
    project_name: session.project_name,
    tool: session.source_tool,
    turn_number: turn.turn_number,
    role: turn.role,
    kind: turn.kind,
    at: turn.timestamp,
    snippet: text,
    marks: marks.map(([from, to]) => [from, to]),
    rank,
    more_in_session: more,
  }
}

const writeCursor = ({ before, skip }: Place): string => `${before}.${skip}`

function readCursor(cursor: string): Place {
  const [, before, skip] = /^(\d{1,15})\.(\d{1,6})$/.exec(cursor) ?? []
  if (before === undefined) throw new BadCursor('the cursor is not one that a search gave out')
  return { before: Number(before), skip: Number(skip) }
}
