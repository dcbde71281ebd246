import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { getSession } from '../sessions/index.ts'
import type { Knowledge, KnowledgeChange, NewKnowledge } from './schema.ts'
import { deleteKnowledgeRow, getKnowledge, insertKnowledge, updateKnowledge } from './store.ts'

export function createKnowledge(call: Call, values: NewKnowledge): number {
  if (values.source_session_id) getSession(call.sql, values.source_session_id)
  const at = toSqlTime(call.now)
  const id = insertKnowledge(call.sql, { ...values, created_at: at, updated_at: at })
  tell(call, 'knowledge.created', id)
  return id
}

export function changeKnowledge(call: Call, id: number, change: KnowledgeChange): Knowledge {
  getKnowledge(call.sql, id)
  if (change.source_session_id) getSession(call.sql, change.source_session_id)
  updateKnowledge(call.sql, id, { ...change, updated_at: toSqlTime(call.now) })
  tell(call, 'knowledge.changed', id)
  return getKnowledge(call.sql, id)
}

export function deleteKnowledge(call: Call, id: number): { id: number } {
  getKnowledge(call.sql, id)
  deleteKnowledgeRow(call.sql, id)
  tell(call, 'knowledge.deleted', id)
  return { id }
}
