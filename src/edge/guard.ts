/** Keeps pages of other sites from driving a server: only its own names as Host, only its own pages as Origin. */
import type { Problem } from '../core/problem.ts'
import { problem } from '../http/problems.ts'

const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i

/** @returns what refuses the request; null where nothing does. A name that resolves here (DNS rebinding) is not ours. */
export function refuseForeign(headers: Headers): Problem | null {
  const host = headers.get('host')
  if (host === null || !LOCAL_HOST.test(host)) return problem('foreign-host')
  return refuseOtherSite(headers, `http://${host}`)
}

/** Of a server that people open at `url`: a proxy passes the Host on, or says the machine's own name. */
export function refuseElsewhere(headers: Headers, url: string): Problem | null {
  const host = headers.get('host')
  const { host: ours, origin } = new URL(url)
  if (host !== ours && (host === null || !LOCAL_HOST.test(host))) return problem('not-our-host', { url })
  return refuseOtherSite(headers, origin)
}

/** A cookie goes along by itself, so a change asked for with one says from which page it comes. */
export function refuseUnsaid(request: Request): Problem | null {
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return isRead || request.headers.has('origin') ? null : problem('foreign-origin')
}

function refuseOtherSite(headers: Headers, ours: string): Problem | null {
  const origin = headers.get('origin')
  if (origin !== null && origin !== ours) return problem('foreign-origin')
  const site = headers.get('sec-fetch-site')
  const foreign = site === 'cross-site' || (site === 'same-site' && origin === null)
  return foreign && headers.get('sec-fetch-mode') !== 'navigate' ? problem('foreign-origin') : null
}
