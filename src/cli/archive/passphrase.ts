import { Failure } from '../failure.ts'
import { readSecret } from '../read-secret.ts'

const CHARS_MIN = 12

/** @param isNew it is chosen now: long enough, and typed twice. */
export async function readPassphrase(env: NodeJS.ProcessEnv, isNew: boolean): Promise<string> {
  const said = env.PAAS_PASSPHRASE || (await readSecret('Passphrase: '))
  if (!isNew) return said
  if (said.length < CHARS_MIN) {
    throw new Failure(`The passphrase is shorter than ${CHARS_MIN} characters.`, {
      code: 'usage',
      suggestion: 'Whoever has the file can try as often as they like: take some words.',
    })
  }
  if (!env.PAAS_PASSPHRASE && process.stdin.isTTY && (await readSecret('Once more: ')) !== said) {
    throw new Failure('The two were not the same. Nothing was written.', { code: 'usage' })
  }
  return said
}
