/** How far up a turn stands among those that match: what people and assistants said before what tools put out, new before old. */
import type { Role } from '../transcript/event.ts'

const WEIGHT_OF_ROLE: Record<Role, number> = { user: 1.6, assistant: 1.3, system: 1, tool: 0.8 }
const WEIGHT_OF_CALL = 0.8
/** After so long the advantage of being new has halved. */
const FRESH_DAYS = 30
const DAY_MS = 86_400_000

export interface Matching {
  readonly role: Role | null
  /** An assistant's call of a tool: a path or a command, seldom what is looked for. */
  readonly isCall: boolean
  /** Milliseconds since the epoch; NaN where nobody knows. */
  readonly atMs: number
  /** BM25, above zero: how much of the text are the words, and how seldom they are. */
  readonly relevance: number
}

/** The higher the better. A turn of today counts twice as much as one of long ago. */
export function rankTurn({ role, isCall, atMs, relevance }: Matching, now: number): number {
  const days = Math.max(0, now - atMs) / DAY_MS
  const fresh = Number.isNaN(days) ? 0 : FRESH_DAYS / (FRESH_DAYS + days)
  const weight = isCall ? WEIGHT_OF_CALL : WEIGHT_OF_ROLE[role ?? 'system']
  return relevance * weight * (1 + fresh)
}
