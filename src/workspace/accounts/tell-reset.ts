import type { Call } from '../../platform/call.ts'
import { tell, tellOfMany } from '../activity/index.ts'
import { listOwners } from './store.ts'

/** Of a personal account only its owner learns that a new window began; to the others it has changed. */
export function tellReset(call: Call, ids: readonly number[]): void {
  const owners = listOwners(call.sql, ids)
  tellOfMany(
    call,
    'account.reset',
    ids.filter(id => !owners.has(id)),
  )
  tellOfMany(call, 'account.changed', [...owners.keys()])
  for (const [id, owner] of owners) tell(call, 'account.reset', id, undefined, owner)
}
