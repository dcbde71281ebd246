/** The keys that secrets are sealed with, as a runtime holds them. */
import { sha256 } from '@noble/hashes/sha2.js'
import { problemsOf } from '../core/problem.ts'

/** 32 bytes of chance. */
export type Key = Uint8Array<ArrayBuffer>

export interface Keys {
  /** The first one seals, each opens. Asked anew each time: it may have changed. Empty where there is none yet. */
  list(): readonly Key[]
  /** Makes the first one, where there is none. @throws Problem where that is not ours to do. */
  ensure(): void
  /** Puts a new one before the others. @throws Problem where that is not ours to do. */
  renew(): void
  /** Lets go of all but the first one. @returns how many are gone; null where that is not ours to do. */
  dropOld(): number | null
}

export const problem = problemsOf({
  'bad-key': (d: { where: string; n: number; bytes: number }) => ({
    status: 500,
    error: `Key ${d.n} in ${d.where} is of ${d.bytes} bytes, not 32, or no base64.`,
    suggestion: 'A new one: `openssl rand -base64 32`. Several are separated by commas, the current one first.',
  }),
  'no-key': () => ({
    status: 409,
    error: 'No secret can be kept here: there is no key to seal it with.',
    suggestion: 'Set PAAS_KEY to 32 bytes in base64 (`openssl rand -base64 32`), and start again.',
  }),
  'key-in-the-environment': () => ({
    status: 409,
    error: 'The key stands in PAAS_KEY, where paas cannot change it.',
    suggestion:
      'Make a new one (`openssl rand -base64 32`), start with PAAS_KEY=<new>,<old>, then run `paas secrets rotate`; afterwards the old one can be left out.',
  }),
})

export const KEY_BYTES = 32

export const drawKey = (): Key => crypto.getRandomValues(new Uint8Array(KEY_BYTES))

/** The first 8 hexadecimal digits of its SHA-256: tells keys apart and nothing of the key. */
export function keyIdOf(key: Key): string {
  return [...sha256(key).slice(0, 4)].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/** @param text keys in base64 or base64url, separated by commas or white space. @throws Problem `bad-key`. */
export function parseKeys(text: string, where: string): Key[] {
  const words = text.split(/[\s,]+/).filter(word => word !== '')
  return words.map((word, i) => {
    const bytes = bytesOf(word)
    if (bytes.length !== KEY_BYTES) throw problem('bad-key', { where, n: i + 1, bytes: bytes.length })
    return bytes
  })
}

function bytesOf(base64: string): Key {
  try {
    const text = atob(base64.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(text, character => character.charCodeAt(0))
  } catch {
    return new Uint8Array()
  }
}

/** Keys of the environment: they are somebody else's to change. @param text of PAAS_KEY; read when it is needed. */
export function environmentKeys(text: string | undefined): Keys {
  let known: readonly Key[] | undefined
  const list = () => {
    known ??= parseKeys(text ?? '', 'PAAS_KEY')
    return known
  }
  return {
    list,
    ensure() {
      if (list().length === 0) throw problem('no-key')
    },
    renew() {
      if (list().length === 0) throw problem('no-key')
      if (list().length === 1) throw problem('key-in-the-environment')
    },
    dropOld: () => null,
  }
}
