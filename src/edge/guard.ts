/** Keeps pages of other sites from driving a local server: only this machine's names as Host, only our own pages as Origin. */

import type { Problem } from '../core/problem.ts'
import { problem } from '../http/problems.ts'

const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i

/** @returns what refuses the request; null where nothing does. A name that resolves here (DNS rebinding) is not ours. */
export function refuseForeign(headers: Headers): Problem | null {
  const host = headers.get('host')
  if (host === null || !LOCAL_HOST.test(host)) return problem('foreign-host')
  const origin = headers.get('origin')
  if (origin !== null && origin !== `http://${host}`) return problem('foreign-origin')
  const site = headers.get('sec-fetch-site')
  const foreign = site === 'cross-site' || (site === 'same-site' && origin === null)
  return foreign && headers.get('sec-fetch-mode') !== 'navigate' ? problem('foreign-origin') : null
}
