/** Serves the built dashboard: hashed files for ever, the page itself always asked for anew. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { cacheControlOf, PAGE_HEADERS } from '../../http/page-headers.ts'

export const DIST = fileURLToPath(new URL('../../../web/dist', import.meta.url))

const NOT_BUILT = 'The dashboard is not built yet: run `npm run build`, then start again.'

export function serveDashboard(): (request: Request) => Response | Promise<Response> {
  if (!isBuilt()) return () => new Response(NOT_BUILT, { status: 404, headers: PAGE_HEADERS })
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(PAGE_HEADERS)) context.header(name, value)
    const hashed = context.req.path.startsWith('/assets/') && context.res.ok
    context.header('cache-control', cacheControlOf(hashed))
  })
  app.use(serveStatic({ root: DIST }))
  app.get('/assets/*', context => context.text('There is no such file.', 404))
  app.get('*', serveStatic({ root: DIST, path: 'index.html' }))
  return request => app.fetch(request)
}

export const isBuilt = (): boolean => existsSync(`${DIST}/index.html`)
