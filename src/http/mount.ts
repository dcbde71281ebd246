/** Mounts routes as values on a router: parse, hand to `perform`, render. */
import { Hono } from 'hono'
import type { z } from 'zod'
import { Problem } from '../core/problem.ts'
import type { Log, Principal } from '../platform/call.ts'
import { BadCursor } from '../platform/page.ts'
import { BODY_BYTES_MAX, readJson } from './body.ts'
import { problem } from './problems.ts'
import { renderJson, renderProblem } from './render.ts'
import type { Route } from './route.ts'
import { findProblem } from './runtime-problem.ts'

/** What the edge knows of a request to a workspace. */
export interface Caller {
  readonly principal: Principal
}

/** A route, its parsed input and who asks. */
export interface Performance<C> {
  readonly route: Route
  readonly input: { params: unknown; query: unknown; body: unknown }
  readonly caller: C
  readonly idempotencyKey: string | undefined
}

/** What `perform` gives back: the text of the answer, as it goes out. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly retryAfterSeconds?: number | undefined
}

export interface Mounted<C> {
  fetch(request: Request, caller: C): Response | Promise<Response>
}

export interface MountParts<C> {
  readonly routes: readonly Route[]
  /** Why the caller may not have the route. */
  readonly refuse: (route: Route, caller: C) => Problem | null
  readonly perform: (performance: Performance<C>, requestId: string) => Answer | Promise<Answer>
  readonly log: Log
  /** Of any body, beside the route's own bound: where memory is short. */
  readonly bodyBytesMax?: number
  /** The OpenAPI document, where it is answered here. */
  readonly document?: () => object
}

export function mount<C extends object>(parts: MountParts<C>): Mounted<C> {
  const { routes, refuse, perform, log, bodyBytesMax = Number.MAX_SAFE_INTEGER, document } = parts
  const app = new Hono<{ Bindings: C }>()
  for (const route of routes) {
    const bytesMax = Math.min(route.bodyBytesMax ?? BODY_BYTES_MAX, bodyBytesMax)
    app.on(route.method, route.path.replace(/\{(\w+)\}/g, ':$1'), async context => {
      const requestId = crypto.randomUUID()
      try {
        const refused = refuse(route, context.env)
        if (refused) throw refused
        const input = {
          params: route.params && parse(route.params, context.req.param()),
          query: route.query && parse(route.query, context.req.query()),
          body: route.body && parse(route.body, await readJson(context.req.raw, bytesMax)),
        }
        const idempotencyKey = route.method === 'POST' ? context.req.header('idempotency-key') : undefined
        const performance = { route, input, caller: context.env, idempotencyKey }
        const answer = await perform(performance, requestId)
        const response = renderJson(answer.text, answer.status, requestId)
        if (answer.retryAfterSeconds !== undefined) response.headers.set('retry-after', `${answer.retryAfterSeconds}`)
        return response
      } catch (error) {
        return renderProblem(asProblem(error, requestId, log), requestId)
      }
    })
  }
  if (document) {
    let text: string | undefined
    app.get('/api/openapi.json', () => {
      text ??= JSON.stringify(document())
      return renderJson(text, 200, crypto.randomUUID())
    })
  }
  app.notFound(context => {
    const { method, path } = context.req
    const allowed = routes.filter(route => matches(route.path, path)).map(route => route.method)
    const requestId = crypto.randomUUID()
    if (allowed.length === 0) return renderProblem(problem('no-such-route', { method, path }), requestId)
    return renderProblem(problem('method-not-allowed', { method, path, allowed }), requestId)
  })
  return { fetch: (request, caller) => app.fetch(request, caller) }
}

function parse(shape: z.ZodType, value: unknown): unknown {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  const issues = result.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }))
  throw problem('invalid-input', { issues })
}

function asProblem(error: unknown, requestId: string, log: Log): Problem {
  if (error instanceof Problem) return error
  if (error instanceof BadCursor)
    return problem('invalid-input', { issues: [{ path: 'cursor', message: error.message }] })
  const message = error instanceof Error ? error.stack || `${error.name}: ${error.message}` : String(error)
  log.error('a request failed', { request_id: requestId, error: message })
  return findProblem(message) ?? problem('internal', { requestId })
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  return wanted.length === given.length && wanted.every((part, i) => part.startsWith('{') || part === given[i])
}
