/** Serves the built dashboard: hashed files for ever, the page itself always asked for anew. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

export const DIST = fileURLToPath(new URL('../../../web/dist', import.meta.url))

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

const HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

const NOT_BUILT = 'The dashboard is not built yet: run `npm run build`, then start again.'

export function serveDashboard(): (request: Request) => Response | Promise<Response> {
  if (!isBuilt()) return () => new Response(NOT_BUILT, { status: 404, headers: HEADERS })
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value)
    const hashed = context.req.path.startsWith('/assets/') && context.res.ok
    context.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  })
  app.use(serveStatic({ root: DIST }))
  app.get('/assets/*', context => context.text('There is no such file.', 404))
  app.get('*', serveStatic({ root: DIST, path: 'index.html' }))
  return request => app.fetch(request)
}

export const isBuilt = (): boolean => existsSync(`${DIST}/index.html`)
