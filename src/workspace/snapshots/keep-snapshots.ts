import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { getSession } from '../sessions/index.ts'
import type { NewSnapshot, Snapshot, SnapshotChange } from './schema.ts'
import { deleteSnapshotRow, getSnapshot, insertSnapshot, updateSnapshot } from './store.ts'

export function createSnapshot(call: Call, values: NewSnapshot): number {
  getSession(call.sql, values.session_id)
  const id = insertSnapshot(call.sql, { ...values, created_at: toSqlTime(call.now) })
  tell(call, 'snapshot.created', id, { session_id: values.session_id })
  return id
}

export function changeSnapshot(call: Call, id: number, change: SnapshotChange): Snapshot {
  const { session_id } = getSnapshot(call.sql, id)
  updateSnapshot(call.sql, id, change)
  tell(call, 'snapshot.changed', id, { session_id })
  return getSnapshot(call.sql, id)
}

export function deleteSnapshot(call: Call, id: number): { id: number } {
  const { session_id } = getSnapshot(call.sql, id)
  deleteSnapshotRow(call.sql, id)
  tell(call, 'snapshot.deleted', id, { session_id })
  return { id }
}
