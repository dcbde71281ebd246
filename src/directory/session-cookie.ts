/** The session's token out of its cookie, where this server has signed it: asked at every request, so without the library around it. */

/** By what a page over https and one over http are told apart. */
const NAMES = ['__Secure-paas.session_token', 'paas.session_token']

export type ReadSession = (cookie: string | null) => Promise<string | null>

export function sessionReader(secret: string): ReadSession {
  const key = crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )
  return async cookie => {
    const signed = decode(sessionCookieOf(cookie)?.replace(/^[^=]*=/, ''))
    const dot = signed?.lastIndexOf('.') ?? -1
    if (!signed || dot < 1) return null
    const token = signed.slice(0, dot)
    const signature = bytesOf(signed.slice(dot + 1))
    if (!signature) return null
    const isOurs = await crypto.subtle.verify('HMAC', await key, signature, new TextEncoder().encode(token))
    return isOurs ? token : null
  }
}

/** Of all that a browser sends along, the part that says who it is: `paas.session_token=…`. */
export function sessionCookieOf(cookies: string | null): string | null {
  const parts = (cookies ?? '').split(';').map(part => part.trim())
  return parts.find(part => NAMES.includes(part.slice(0, part.indexOf('=')))) ?? null
}

function decode(value: string | undefined): string | null {
  if (value === undefined) return null
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  } catch {
    return null
  }
}
