/** When a workspace is opened: what an older version kept in the clear is sealed, and what no key opens is said. */
import { Problem } from '../../core/problem.ts'
import type { Log } from '../../platform/call.ts'
import type { Seal } from '../../platform/seal.ts'
import type { Vault } from '../../platform/vault.ts'

export interface LookParts {
  readonly vault: Vault
  readonly seal: Seal
  readonly log: Log
  /** Takes out of the database file what was deleted, where a runtime can. */
  readonly purge?: () => void
}

/** Never throws: where it cannot be done, everything but the secrets works, and the log says why. */
export async function lookAfterSecrets({ vault, seal, log, purge }: LookParts): Promise<void> {
  try {
    for (const { place, secret } of vault.listPlain()) {
      vault.settlePlain({ place, sealed: await seal.seal(secret, place) })
    }
    if (vault.isToBePurged()) {
      purge?.()
      vault.notePurged()
    }
    const lost = vault.listSealed().filter(({ sealed }) => !seal.isHeld(sealed)).length
    if (lost > 0) {
      log.error('secrets are sealed with a key that is not held any more', {
        secrets: lost,
        todo: 'put the old key back, as a further line of master.key or behind a comma in PAAS_KEY, or enter them anew',
      })
    }
  } catch (error) {
    const todo = error instanceof Problem && { todo: error.text.suggestion }
    log.error('secrets could not be looked after', { error: String(error), ...todo })
  }
}
