/** Tokens that let somebody in: 256 random bits, shown once, kept as their hash. A hash of so many bits needs no salt. */

export const TOKEN = /^paas_[\w-]{43}$/

export interface NewToken {
  readonly token: string
  /** SHA-256, hexadecimal. */
  readonly hash: string
  /** Its last four characters, by which people tell theirs apart. */
  readonly hint: string
}

export async function newToken(): Promise<NewToken> {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const text = btoa(String.fromCharCode(...bytes))
  const token = `paas_${text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')}`
  return { token, hash: await hashOf(token), hint: token.slice(-4) }
}

export async function hashOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
