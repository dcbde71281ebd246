/** Proves who sent a message, as Standard Webhooks 1.0 has it. */
import { reveal, type Secret } from '../../platform/secret.ts'

/** A message as it is signed. `at`: epoch seconds. */
export interface Signed {
  readonly messageId: string
  readonly at: number
  readonly body: string
}

/** @param secrets `whsec_<base64>`; each signs, so that receivers may hold the old one or the new one. */
export async function signatureOf(signed: Signed, secrets: readonly Secret[]): Promise<string> {
  const signatures = await Promise.all(secrets.map(secret => signWith(secret, signed)))
  return signatures.map(signature => `v1,${signature}`).join(' ')
}

async function signWith(secret: Secret, { messageId, at, body }: Signed): Promise<string> {
  const bytes = Uint8Array.from(atob(reveal(secret).replace(/^whsec_/, '')), character => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${messageId}.${at}.${body}`))
  return btoa(String.fromCharCode(...new Uint8Array(signature)))
}
