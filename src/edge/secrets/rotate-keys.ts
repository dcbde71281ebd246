/** Gives the secrets of some workspaces a new key. The old one is let go only when nothing needs it: it can break off anywhere. */
import { Problem } from '../../core/problem.ts'
import type { KeysRotated } from '../../platform/call.ts'
import type { Keys } from '../../platform/keys.ts'
import type { Kept, Seal } from '../../platform/seal.ts'
import type { Vault } from '../../platform/vault.ts'

export interface RotationParts {
  /** All that the keys are for. */
  readonly vaults: readonly Vault[]
  readonly seal: Seal
  readonly keys: Keys
}

/** One that was broken off is gone on with. @throws Problem where the key is not ours to change. */
export async function rotateKeys({ vaults, seal, keys }: RotationParts): Promise<KeysRotated> {
  const broken = new Set<string>()
  const isOld = ({ sealed }: Kept) => seal.isHeld(sealed) && !seal.isCurrent(sealed) && !broken.has(sealed)
  const listOld = () =>
    vaults.flatMap(vault =>
      vault
        .listSealed()
        .filter(isOld)
        .map(kept => ({ vault, kept })),
    )

  async function sealAnew(vault: Vault, kept: Kept): Promise<boolean> {
    try {
      return vault.replace(kept, await seal.seal(await seal.open(kept), kept.place))
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'sealed-broken') throw error
      broken.add(kept.sealed)
      return false
    }
  }

  const resumed = listOld().length > 0
  if (!resumed) keys.renew()
  let sealed_anew = 0
  // What was being sealed with the old key meanwhile comes in the next round.
  for (let old = listOld(); old.length > 0; old = listOld()) {
    for (const { vault, kept } of old) if (await sealAnew(vault, kept)) sealed_anew++
  }
  // Nothing can come in between: from the last look to here nobody else has had a turn.
  const keys_dropped = keys.dropOld()
  const all = vaults.flatMap(vault => vault.listSealed())
  const lost = all.filter(({ sealed }) => !seal.isHeld(sealed)).length
  return { sealed_anew, lost, resumed, keys_dropped }
}
