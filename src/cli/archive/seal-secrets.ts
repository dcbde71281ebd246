/** The secrets of an archive under a passphrase: whoever has the file alone has none of them. */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import type { CarriedSecret } from '../../client/archive-calls.ts'
import type { SealedSecrets } from '../../core/archive/index.ts'
import { Failure } from '../failure.ts'

/** A try costs 64 MB and some 0.2 s. */
const COST = { N: 65_536, r: 8, p: 1 }
const MEMORY = 128 * COST.N * COST.r * 2

export async function sealSecrets(secrets: readonly CarriedSecret[], passphrase: string): Promise<SealedSecrets> {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt, COST), iv)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final(), cipher.getAuthTag()])
  const text = (bytes: Buffer) => bytes.toString('base64')
  return { kdf: 'scrypt', ...COST, salt: text(salt), iv: text(iv), sealed: text(sealed) }
}

/** @throws Failure where it is another passphrase. */
export async function openSecrets(kept: SealedSecrets, passphrase: string): Promise<CarriedSecret[]> {
  const bytes = (text: string) => Buffer.from(text, 'base64')
  const sealed = bytes(kept.sealed)
  // What a file says of its cost is bounded: it could ask for all the memory there is.
  if (kept.N > COST.N * 4 || kept.r > 16 || kept.p > 4) throw wrong()
  const key = await keyOf(passphrase, bytes(kept.salt), kept)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(kept.iv))
  try {
    decipher.setAuthTag(sealed.subarray(-16))
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8')
    return JSON.parse(text) as CarriedSecret[]
  } catch {
    throw wrong()
  }
}

const wrong = () =>
  new Failure('The passphrase does not open the secrets of this archive. Nothing was changed.', {
    code: 'wrong-passphrase',
    suggestion: 'Try again, or leave --secrets out: everything else is imported without them.',
  })

function keyOf(passphrase: string, salt: Buffer, { N, r, p }: Pick<SealedSecrets, 'N' | 'r' | 'p'>): Promise<Buffer> {
  return new Promise((done, fail) => {
    scrypt(
      passphrase.normalize('NFKC'),
      salt,
      32,
      { N, r, p, maxmem: Math.max(MEMORY, 128 * N * r * 2) },
      (error, key) => (error ? fail(error) : done(key)),
    )
  })
}
