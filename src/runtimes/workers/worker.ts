/** The Worker: every request to the API comes in here. Pages are static assets, which Cloudflare serves by itself. */
import { Problem, problemsOf } from '../../core/problem.ts'
import { refuseDirectory } from '../../directory/schema-version.ts'
import type { Edge } from '../../edge/app.ts'
import { renderProblem } from '../../http/render.ts'
import { type Bindings, isLocal } from './bindings.ts'
import { consoleLog } from './console-log.ts'
import { forward } from './forward.ts'
import { isListening } from './live.ts'
import { openWorkerEdge } from './open-edge.ts'
import { addressOf, directoryOf } from './open-gate.ts'

export { PasswordObject } from './password-object.ts'
export { WorkspaceObject } from './workspace-object.ts'

const problem = problemsOf({
  'not-set-up': () => ({
    status: 503,
    error: 'This deployment has no secret yet to sign people in with.',
    suggestion: 'Run `npm run setup:cloudflare` where you deployed it from: it asks for what is missing.',
  }),
})

/** A deployment has few addresses: its own, a preview's. */
const ORIGINS_MAX = 10
const edges = new Map<string, Edge>()

function edgeOf(env: Bindings, origin: string): Edge {
  const known = edges.get(origin)
  if (known) return known
  if (edges.size >= ORIGINS_MAX) edges.clear()
  const edge = openWorkerEdge(env, origin)
  edges.set(origin, edge)
  return edge
}

let isOfThisVersion = false

/** Asked until it is, then never again: a newer directory comes with newer code. While D1 is away, who is known goes on. */
async function refuseOnce(env: Bindings): Promise<Problem | null> {
  if (isOfThisVersion) return null
  const refused = await refuseDirectory(directoryOf(env)).catch(() => undefined)
  isOfThisVersion = refused === null
  return refused ?? null
}

export default {
  async fetch(request, env) {
    if (!isLocal(env) && !env.PAAS_SIGN_IN_SECRET) return refuse(problem('not-set-up'))
    const refused = await refuseOnce(env)
    if (refused) return refuse(refused)
    const edge = edgeOf(env, new URL(request.url).origin)
    const address = addressOf(env, request.headers)
    return isListening(request) ? listen(env, edge, request, address) : edge.fetch(request, address)
  },
} satisfies ExportedHandler<Bindings>

async function listen(env: Bindings, edge: Edge, request: Request, address: string | undefined): Promise<Response> {
  const listener = await edge.admitListener(request, address)
  return listener instanceof Problem ? refuse(listener) : forward(env, request, listener, consoleLog)
}

const refuse = (what: Problem): Response => renderProblem(what, crypto.randomUUID())
