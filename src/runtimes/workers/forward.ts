/** From the Worker to a workspace's object: the request goes along with who asks; whatever happens there comes back as an answer. */
import { problemsOf } from '../../core/problem.ts'
import type { Listener } from '../../edge/app.ts'
import { renderProblem } from '../../http/render.ts'
import { findProblem } from '../../http/runtime-problem.ts'
import type { Log } from '../../platform/call.ts'
import type { Bindings } from './bindings.ts'

/** Only the Worker reaches the object; what a client sends under this name is overwritten. */
const LISTENER = 'paas-listener'
const TRIES = 2

const problem = problemsOf({
  'workspace-away': () => ({
    status: 503,
    error: 'The workspace was interrupted in the middle of this request: it was carried out whole or not at all.',
    suggestion: 'Send it again; with an Idempotency-Key it is never carried out twice.',
    retryAfterSeconds: 2,
  }),
})

export const objectOf = ({ WORKSPACE }: Bindings, workspace: string) => WORKSPACE.get(WORKSPACE.idFromName(workspace))

export async function forward(env: Bindings, request: Request, listener: Listener, log: Log): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set(LISTENER, encodeURIComponent(JSON.stringify(listener)))
  const isRead = request.method === 'GET'
  for (let attempt = 1; ; attempt++) {
    try {
      return await objectOf(env, listener.workspace).fetch(new Request(request, { headers }))
    } catch (error) {
      const { retryable, overloaded } = error as { retryable?: boolean; overloaded?: boolean }
      if (isRead && retryable && !overloaded && attempt < TRIES) continue
      log.error('a workspace did not answer', { workspace: listener.workspace, error: String(error) })
      return renderProblem(findProblem(String(error)) ?? problem('workspace-away'), crypto.randomUUID())
    }
  }
}

/** @throws TypeError where it does not come from the Worker. */
export function readListener(headers: Headers): Listener {
  const text = headers.get(LISTENER)
  if (text === null) throw new TypeError('a workspace is asked through the Worker only')
  return JSON.parse(decodeURIComponent(text)) as Listener
}
