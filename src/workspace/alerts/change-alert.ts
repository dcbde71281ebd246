import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { getAlert, markAllSeen, updateAlert } from './alert-store.ts'
import type { Alert } from './schema.ts'

/** Seen and dismissed are of people; whether it is still true is not theirs to say. */
export function changeAlert(call: Call, id: number, { status }: Pick<Alert, 'status'>): Alert {
  getAlert(call.sql, id)
  updateAlert(call.sql, id, { status })
  tell(call, 'alert.changed', id, { status })
  return getAlert(call.sql, id)
}

/** @returns how many nobody had seen. */
export function seeAlerts(call: Call): { seen: number } {
  const ids = markAllSeen(call.sql)
  for (const id of ids) tell(call, 'alert.changed', id, { status: 'seen' })
  return { seen: ids.length }
}
