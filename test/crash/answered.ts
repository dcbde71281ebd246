/** What the server has answered, and so may never lose. */
import type { DatabaseSync } from 'node:sqlite'

export interface Answered {
  /** Session handed over → what the answer named. */
  readonly rotations: Map<number, { next: number; account: number; handoff: number }>
  /** Session → keys of its turns. */
  readonly turns: Map<number, Set<string>>
  /** Session → credits said last; several where the last word was not answered. */
  readonly credits: Map<number, number[]>
  readonly leases: { id: number; endsAt: number }[]
}

export const nothingAnswered = (): Answered => ({
  rotations: new Map(),
  turns: new Map(),
  credits: new Map(),
  leases: [],
})

/** @returns what is missing, in words; empty where nothing is. */
export function findLost(db: DatabaseSync, { rotations, turns, credits, leases }: Answered, now: number): string[] {
  const lost: string[] = []
  const handoff = db.prepare(
    'SELECT session_id, next_session_id, to_account_id, status FROM handoff_queue WHERE id = ?',
  )
  for (const [session, { next, account, handoff: id }] of rotations) {
    const row = handoff.get(id)
    const whole = row?.session_id === session && row.next_session_id === next && row.to_account_id === account
    if (!whole || row.status !== 'completed') lost.push(`the rotation of session ${session} (handoff ${id})`)
  }
  const keys = db.prepare('SELECT source_key FROM conversation_history WHERE session_id = ?')
  for (const [session, expected] of turns) {
    const there = new Set(keys.all(session).map(row => row.source_key))
    for (const key of expected) if (!there.has(key)) lost.push(`turn ${key} of session ${session}`)
  }
  const used = db.prepare('SELECT credits_used FROM sessions WHERE id = ?')
  for (const [session, possible] of credits) {
    const there = used.get(session)?.credits_used
    if (!possible.includes(there as number)) lost.push(`${possible.at(-1)} credits of session ${session} (${there})`)
  }
  const lease = db.prepare('SELECT 1 FROM leases WHERE id = ?')
  for (const { id, endsAt } of leases) if (endsAt > now && !lease.get(id)) lost.push(`lease ${id}`)
  return lost
}
