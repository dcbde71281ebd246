/** The live feed: every fact as it becomes true, over a WebSocket, resumed by sequence number. */
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { isLoopback } from '../../edge/admit.ts'
import { refuseForeign } from '../../edge/guard.ts'
import type { OpenWorkspace } from './open-workspace.ts'

/** A listener that reads so slowly is let go; it resumes where it was. */
const BUFFERED_BYTES_MAX = 4_194_304

export function serveLive(server: Server, workspace: OpenWorkspace): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 })
  const seen = new Map<WebSocket, number>()

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const headers = new Headers()
    for (const name of ['host', 'origin']) {
      const value = request.headers[name]
      if (typeof value === 'string') headers.set(name, value)
    }
    const isHere = isLoopback(request.socket.remoteAddress) && !refuseForeign(headers)
    if (url.pathname !== '/api/live' || !isHere) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, client => {
      const since = Number(url.searchParams.get('since') ?? Number.NaN)
      seen.set(client, Number.isSafeInteger(since) && since >= 0 ? since : workspace.app.lastFact())
      client.on('close', () => seen.delete(client))
      client.on('error', () => client.terminate())
      send(client)
    })
  })

  function send(client: WebSocket): void {
    if (client.bufferedAmount > BUFFERED_BYTES_MAX) {
      client.terminate()
      return
    }
    for (;;) {
      const facts = workspace.app.factsSince(seen.get(client) ?? 0)
      for (const fact of facts) client.send(JSON.stringify(fact))
      const last = facts.at(-1)
      if (!last) return
      seen.set(client, last.seq)
    }
  }

  const unsubscribe = workspace.subscribe(() => {
    for (const client of seen.keys()) send(client)
  })
  return {
    close() {
      unsubscribe()
      for (const client of seen.keys()) client.terminate()
      sockets.close()
    },
  }
}
