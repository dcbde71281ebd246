/** The dashboard for whom the static assets did not answer by themselves: programs that ask for a page. */
import { PAGE_HEADERS } from '../../http/page-headers.ts'
import type { Bindings } from './bindings.ts'

export async function servePage({ ASSETS }: Bindings, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname.startsWith('/assets/'))
    return new Response('There is no such file.', { status: 404, headers: PAGE_HEADERS })
  return ASSETS.fetch(request)
}
