/** Facts that other systems asked to be told of: those of one transaction and one kind are one message, however many they are. */
import type { Call } from '../../platform/call.ts'
import { type Fact, listFactsSince } from '../activity/index.ts'
import { enterMessage } from './enter-message.ts'
import { FACT_EVENTS } from './schema.ts'
import { listTakenTypes } from './webhook-store.ts'

const FACTS_READ_MAX = 10_000
/** So many things are told by name; of the others, how many they are. */
const TOLD_MAX = 100

/** @param seq the last fact before this transaction. */
export function enterFacts(call: Call, seq: number): void {
  const taken = listTakenTypes(call.sql)
  const types = FACT_EVENTS.filter(type => taken.has(type))
  if (types.length === 0) return
  // What one person alone is told goes to no other system.
  const facts = listFactsSince(call.sql, seq, FACTS_READ_MAX, null)
  for (const type of types) {
    const found = facts.filter(({ kind }) => kind === type)
    if (found.length === 0) continue
    enterMessage(call, type, { count: countThings(found), facts: firstOf(found).map(toItem) })
  }
}

/** A fact may be of many things at once. */
const thingsOf = ({ data }: Fact): number => (data as { ids?: readonly number[] } | null)?.ids?.length ?? 1
const countThings = (facts: readonly Fact[]): number => facts.reduce((sum, fact) => sum + thingsOf(fact), 0)

function firstOf(facts: readonly Fact[]): Fact[] {
  const first: Fact[] = []
  for (const fact of facts) {
    if (countThings(first) >= TOLD_MAX) break
    first.push(fact)
  }
  return first
}

const toItem = ({ at, subject_id, actor, data }: Fact) => ({ at, subject_id, actor, data })
