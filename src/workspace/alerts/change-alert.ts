import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { personOf } from '../who-sees.ts'
import { findAudience, getAlertFor, markAllSeen, updateAlert } from './alert-store.ts'
import type { Alert } from './schema.ts'

/** Seen and dismissed are of people; whether it is still true is not theirs to say. */
export function changeAlert(call: Call, id: number, { status }: Pick<Alert, 'status'>): Alert {
  const { sql, principal } = call
  getAlertFor(sql, id, personOf(principal))
  updateAlert(sql, id, { status })
  tell(call, 'alert.changed', id, { status }, findAudience(sql, id))
  return getAlertFor(sql, id, personOf(principal))
}

/** @returns how many nobody had seen. */
export function seeAlerts(call: Call): { seen: number } {
  const ids = markAllSeen(call.sql, personOf(call.principal))
  for (const id of ids) tell(call, 'alert.changed', id, { status: 'seen' }, findAudience(call.sql, id))
  return { seen: ids.length }
}
