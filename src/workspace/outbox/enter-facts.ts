/** Facts that other systems asked to be told of: those of one transaction and one kind are one message, however many they are. */
import type { Call } from '../../platform/call.ts'
import { type Fact, listFactsSince } from '../activity/index.ts'
import { enterMessage } from './enter-message.ts'
import { FACT_EVENTS } from './schema.ts'
import { listTakenTypes } from './webhook-store.ts'

const FACTS_READ_MAX = 10_000
/** So many are told one by one; of the others, how many they are. */
const FACTS_TOLD_MAX = 100

/** @param seq the last fact before this transaction. */
export function enterFacts(call: Call, seq: number): void {
  const taken = listTakenTypes(call.sql)
  const types = FACT_EVENTS.filter(type => taken.has(type))
  if (types.length === 0) return
  const facts = listFactsSince(call.sql, seq, FACTS_READ_MAX)
  for (const type of types) {
    const found = facts.filter(({ kind }) => kind === type)
    if (found.length === 0) continue
    enterMessage(call, type, { count: found.length, facts: found.slice(0, FACTS_TOLD_MAX).map(toItem) })
  }
}

const toItem = ({ at, subject_id, actor, data }: Fact) => ({ at, subject_id, actor, data })
