/** The page itself, under whichever of its addresses it is opened. What there is a file for, Cloudflare serves without asking. */
import { PAGE_HEADERS } from '../../http/page-headers.ts'
import type { Bindings } from './bindings.ts'

export async function servePage({ ASSETS }: Bindings, request: Request): Promise<Response> {
  const url = new URL(request.url)
  // A file of an older build: the page in its place would be kept for ever as that file.
  if (url.pathname.startsWith('/assets/')) {
    return new Response('There is no such file.', { status: 404, headers: PAGE_HEADERS })
  }
  return ASSETS.fetch(new Request(new URL('/', url), { method: request.method, headers: request.headers }))
}
