/**
 * Says no at once while there is more than can be answered in good time, so that what is taken up is answered soon. What comes
 * later is taken up again as soon as there is room: nothing has to recover.
 */
import { problemsOf } from '../../core/problem.ts'
import { renderProblem } from '../../http/render.ts'
import { networkOf } from '../../platform/address.ts'

export interface LoadBounds {
  /** Requests that wait for their body, a hash or a message at one time. */
  readonly inFlightMax: number
  /** Of them from one network (`networkOf`): slow bodies from one place leave room for others. */
  readonly fromOneMax: number
  /** How long one turn of the event loop goes on answering. Who stands behind that has waited as long already; of new connections Node takes up one a turn. */
  readonly turnMsMax: number
  /** So few are answered in a turn however long one of them takes: behind one large import, nobody is sent away. */
  readonly turnRequestsMin: number
}

export const LOAD_BOUNDS: LoadBounds = { inFlightMax: 512, fromOneMax: 256, turnMsMax: 150, turnRequestsMin: 15 }
/** A turn that goes on and on, while those who were sent away ask again at once, answers anew after so much of sending away. */
const PAUSE_MS = 100
const RETRY_AFTER_SECONDS = 2

const problem = problemsOf({
  overloaded: () => ({
    status: 503,
    error: 'There is more to do here at the moment than can be done in good time; nothing was changed.',
    suggestion: `Ask again in ${RETRY_AFTER_SECONDS} s.`,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  }),
})

type Answer = Response | Promise<Response>
/** Does the work, or answers that it is too much now. @param address of the other end. */
export type BoundLoad = (request: Request, address: string | undefined, work: () => Answer) => Answer

export function boundLoad(bounds: LoadBounds = LOAD_BOUNDS): BoundLoad {
  const fromOne = new Map<string, number>()
  let inFlight = 0
  let turn: { readonly beganAt: number; requests: number } | null = null

  function isTooMuch(network: string): boolean {
    const now = performance.now()
    if (!turn || now > turn.beganAt + bounds.turnMsMax + PAUSE_MS) turn = beginTurn(now)
    turn.requests++
    if (inFlight >= bounds.inFlightMax || (fromOne.get(network) ?? 0) >= bounds.fromOneMax) return true
    return turn.requests > bounds.turnRequestsMin && now > turn.beganAt + bounds.turnMsMax
  }

  /** It lasts while sockets are read: what is set for afterwards ends it. */
  function beginTurn(beganAt: number) {
    const begun = { beganAt, requests: 0 }
    setImmediate(() => {
      if (turn === begun) turn = null
    })
    return begun
  }

  function count(network: string, change: 1 | -1): void {
    inFlight += change
    const left = (fromOne.get(network) ?? 0) + change
    if (left === 0) fromOne.delete(network)
    else fromOne.set(network, left)
  }

  return (request, address, work) => {
    const network = networkOf(address)
    if (isTooMuch(network) && !isHealth(request)) return renderProblem(problem('overloaded'), crypto.randomUUID())
    const answer = work()
    if (!(answer instanceof Promise)) return answer
    count(network, 1)
    return answer.finally(() => count(network, -1))
  }
}

const isHealth = ({ url }: Request): boolean => new URL(url).pathname === '/api/health'
