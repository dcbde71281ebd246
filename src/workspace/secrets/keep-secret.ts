import type { Call } from '../../platform/call.ts'
import type { Sealed } from '../../platform/seal.ts'
import { problem } from './problems.ts'
import { insertSecret } from './store.ts'

export function keepSecret(call: Call, sealed: Sealed): void {
  refuseStale(call, sealed)
  insertSecret(call.sql, sealed)
}

/** Sealed before this transaction began: a rotation that ended in between has let go of its key. */
export function refuseStale({ isHeld }: Call, { sealed }: Sealed): void {
  if (!isHeld(sealed)) throw problem('key-rotated-meanwhile')
}
