/** What a browser is told with every page: by the server itself, and by the static assets of a Worker (`_headers`, written at the build). */

const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export const PAGE_HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** Hashed files for ever, the page itself always asked for anew. */
export const cacheControlOf = (isHashed: boolean): string =>
  isHashed ? 'public, max-age=31536000, immutable' : 'no-cache'

/** As Cloudflare reads it beside the static assets. */
export function headersFile(): string {
  const lines = Object.entries(PAGE_HEADERS).map(([name, value]) => `  ${name}: ${value}`)
  const cached = ['/assets/*', '  ! cache-control', `  cache-control: ${cacheControlOf(true)}`]
  return ['/*', ...lines, `  cache-control: ${cacheControlOf(false)}`, ...cached, ''].join('\n')
}
