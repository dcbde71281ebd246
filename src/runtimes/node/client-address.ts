/** Where a request comes from: a proxy on this machine, or one that is named, says it in its header; anybody else's word is worth nothing. */
import type { IncomingMessage } from 'node:http'
import { isLoopback } from '../../edge/admit.ts'

/** @param proxies addresses whose word is taken beside loopback: `PAAS_TRUSTED_PROXY`, comma-separated. */
export function clientAddress(request: IncomingMessage, proxies: ReadonlySet<string>): string | undefined {
  const peer = request.socket.remoteAddress
  if (peer === undefined || !(isLoopback(peer) || proxies.has(peer.replace(/^::ffff:/, '')))) return peer
  // What the proxy itself saw stands last; what stands before it came with the request.
  const last = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return last || peer
}
