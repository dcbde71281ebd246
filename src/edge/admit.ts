/** Who a request is from: the person at this machine, another machine that may push, or nobody. */
import { type Problem, problemsOf } from '../core/problem.ts'
import { problem as notHere } from '../http/problems.ts'
import { LOCAL_OWNER, type Principal } from '../platform/call.ts'
import { refuseForeign } from './guard.ts'

const problem = problemsOf({
  'unknown-token': () => ({
    status: 401,
    error: 'This token is not, or no longer, one of a device.',
    suggestion: 'On the machine of the server, `paas devices --add <name>` gives a new one.',
  }),
  'push-only': () => ({
    status: 403,
    error: 'A device may only push what it records.',
    suggestion:
      'Open the dashboard on the machine of the server, or through a tunnel: ssh -L 3000:127.0.0.1:3000 <machine>.',
  }),
})

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

const PUSHES = new Set(['/api/capture', '/api/capture/readings'])

export const isLoopback = (address: string | undefined): boolean => address !== undefined && LOOPBACK.test(address)

/**
 * @param address of the other end: a name in a header proves nothing.
 * @param findDevice by the header `Authorization`; null where it is no device's.
 */
export function admit(
  request: Request,
  address: string | undefined,
  findDevice: (authorization: string | null) => { readonly name: string } | null,
): Principal | Problem {
  const authorization = request.headers.get('authorization')
  const refused = refuseForeign(request.headers)
  if (authorization === null) return refused ?? (isLoopback(address) ? LOCAL_OWNER : notHere('foreign-host'))
  const device = findDevice(authorization)
  if (!device) return problem('unknown-token')
  const { pathname } = new URL(request.url)
  const isPush = request.method === 'POST' && PUSHES.has(pathname)
  if (!isPush && pathname !== '/api/health') return problem('push-only')
  return { id: `device:${device.name}`, name: device.name, role: 'member', scopes: ['push'], device: device.name }
}
