/** Seals secrets at rest: AES-256-GCM, bound to the place they are kept in, by a key that is not in the database. */
import { problemsOf } from '../core/problem.ts'
import { type Key, type Keys, keyIdOf } from './keys.ts'
import { reveal, Secret } from './secret.ts'

/** A secret at rest: `v1.<key>.<iv>.<cipher>`, and what it is sealed for (`account:7`): it opens for nothing else. */
export interface Kept {
  readonly place: string
  readonly sealed: string
}

/** A secret on its way in, as a verb sees it. */
export interface Sealed extends Kept {
  /** How it ends, for people to know it by; null where that would tell too much of it. */
  readonly last4: string | null
  /** The same for the same secret in the same place, and nothing to who lacks the key; null where it was drawn here. */
  readonly mark: string | null
}

export interface Seal {
  /** @throws Problem where there is no key and none can be made. */
  seal(secret: Secret, place: string): Promise<string>
  /** @throws Problem `sealed-with-a-lost-key`, `sealed-broken`. */
  open(kept: Kept): Promise<Secret>
  mark(secret: Secret, place: string): Promise<string>
  /** Whether its key is held. */
  isHeld(sealed: string): boolean
  /** Whether its key is the one that seals now. */
  isCurrent(sealed: string): boolean
}

export const problem = problemsOf({
  'sealed-with-a-lost-key': (d: { keyId: string }) => ({
    status: 409,
    error: `This secret is sealed with a key (${d.keyId}) that is not held any more.`,
    suggestion:
      'Put the old key back, as a further line of master.key or behind a comma in PAAS_KEY; or enter the secret anew.',
  }),
  'sealed-broken': () => ({
    status: 409,
    error: 'This secret does not open: what is kept of it was changed, or belongs elsewhere.',
    suggestion: 'Enter the secret anew.',
  }),
})

const VERSION = 'v1'
const IV_BYTES = 12
const LAST = 4
/** Of a shorter secret its end would be too much of it. */
const LAST_FROM_CHARS = 16

type Imported = Promise<CryptoKey>

export function openSeal(keys: Pick<Keys, 'list' | 'ensure'>): Seal {
  const sealing = new Map<string, Imported>()
  const marking = new Map<string, Imported>()

  function current(): Key {
    keys.ensure()
    return keys.list()[0] as Key
  }

  const sealingKey = (key: Key) =>
    once(sealing, keyIdOf(key), () => crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']))
  const markingKey = (key: Key) =>
    once(marking, keyIdOf(key), () =>
      crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
    )
  const findKey = (id: string | undefined) => keys.list().find(key => keyIdOf(key) === id)

  return {
    async seal(secret, place) {
      const key = current()
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
      const cipher = await crypto.subtle.encrypt(boundTo(place, iv), await sealingKey(key), encode(reveal(secret)))
      return [VERSION, keyIdOf(key), toBase64Url(iv), toBase64Url(new Uint8Array(cipher))].join('.')
    },
    async open({ sealed, place }) {
      const [version, keyId, iv, cipher] = sealed.split('.')
      if (version !== VERSION || keyId === undefined || iv === undefined || !cipher) throw problem('sealed-broken')
      const key = findKey(keyId)
      if (!key) throw problem('sealed-with-a-lost-key', { keyId })
      try {
        const bound = boundTo(place, fromBase64Url(iv))
        const text = await crypto.subtle.decrypt(bound, await sealingKey(key), fromBase64Url(cipher))
        return new Secret(new TextDecoder().decode(text))
      } catch {
        throw problem('sealed-broken')
      }
    },
    async mark(secret, place) {
      const text = encode(`${place}\n${reveal(secret)}`)
      return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', await markingKey(current()), text)))
    },
    isHeld: sealed => findKey(keyIdIn(sealed)) !== undefined,
    isCurrent(sealed) {
      const [first] = keys.list()
      return first !== undefined && keyIdOf(first) === keyIdIn(sealed)
    },
  }
}

/** Of what `seal` made, also where the key is not held. */
export const keyIdIn = (sealed: string): string => sealed.split('.')[1] ?? ''

export const lostKey = (sealed: string) => problem('sealed-with-a-lost-key', { keyId: keyIdIn(sealed) })

/** @returns its last four characters, where they are little of it. */
export function lastOf(secret: Secret): string | null {
  const text = reveal(secret)
  return text.length < LAST_FROM_CHARS ? null : text.slice(-LAST)
}

function once(known: Map<string, Imported>, id: string, make: () => Imported): Imported {
  const found = known.get(id) ?? make()
  known.set(id, found)
  return found
}

const boundTo = (place: string, iv: Uint8Array<ArrayBuffer>) => ({ name: 'AES-GCM', iv, additionalData: encode(place) })
const encode = (text: string) => new TextEncoder().encode(text)

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0))
