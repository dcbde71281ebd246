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
    const signed = cookie === null ? null : cookieValue(cookie)
    const dot = signed?.lastIndexOf('.') ?? -1
    if (!signed || dot < 1) return null
    const token = signed.slice(0, dot)
    const signature = bytesOf(signed.slice(dot + 1))
    if (!signature) return null
    const isOurs = await crypto.subtle.verify('HMAC', await key, signature, new TextEncoder().encode(token))
    return isOurs ? token : null
  }
}

function cookieValue(cookie: string): string | null {
  for (const part of cookie.split(';')) {
    const equals = part.indexOf('=')
    if (equals < 0 || !NAMES.includes(part.slice(0, equals).trim())) continue
    try {
      return decodeURIComponent(part.slice(equals + 1).trim())
    } catch {
      return null
    }
  }
  return null
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  } catch {
    return null
  }
}
