/** The live feed: every fact as it becomes true, over a WebSocket, resumed by sequence number, for as long as one may hear it. */
import type { IncomingMessage, Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { Problem } from '../../core/problem.ts'
import type { Listener } from '../../edge/app.ts'
import type { OpenWorkspace } from './open-workspace.ts'

/** A listener that reads so slowly is let go; it resumes where it was. */
const BUFFERED_BYTES_MAX = 4_194_304
/** A session or a token that has run out hears nothing more, at the latest after so long. */
const LOOK_AGAIN_MS = 60_000
/** What a browser is told when it may listen no more. */
const POLICY_VIOLATION = 1008

export interface LiveParts {
  readonly server: Server
  readonly getWorkspace: (id: string) => OpenWorkspace
  readonly admit: (request: IncomingMessage) => Promise<Listener | Problem>
}

export interface Live {
  /** Asks anew who may listen: after a change of members, tokens or sessions. */
  lookAgain(): Promise<void>
  close(): void
}

interface Hearing {
  readonly request: IncomingMessage
  readonly listener: Listener
  seen: number
}

export function serveLive({ server, getWorkspace, admit }: LiveParts): Live {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 })
  const hearings = new Map<WebSocket, Hearing>()
  const followed = new Map<string, () => void>()

  server.on('upgrade', async (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const url = new URL(request.url ?? '/', 'http://localhost')
    const listener = url.pathname === '/api/live' ? await admitted(request) : null
    if (listener === null) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, client => {
      const since = Number(url.searchParams.get('since') ?? Number.NaN)
      const { app } = getWorkspace(listener.workspace)
      const seen = Number.isSafeInteger(since) && since >= 0 ? since : app.lastFact()
      hearings.set(client, { request, listener, seen })
      client.on('close', () => hearings.delete(client))
      client.on('error', () => client.terminate())
      follow(listener.workspace)
      send(client)
    })
  })

  async function admitted(request: IncomingMessage): Promise<Listener | null> {
    try {
      const listener = await admit(request)
      return listener instanceof Problem ? null : listener
    } catch {
      return null
    }
  }

  function follow(id: string): void {
    if (followed.has(id)) return
    const tell = () => {
      for (const [client, { listener }] of hearings) if (listener.workspace === id) send(client)
    }
    followed.set(id, getWorkspace(id).subscribe(tell))
  }

  function send(client: WebSocket): void {
    const hearing = hearings.get(client)
    if (!hearing) return
    if (client.bufferedAmount > BUFFERED_BYTES_MAX) {
      client.terminate()
      return
    }
    const { app } = getWorkspace(hearing.listener.workspace)
    for (;;) {
      const facts = app.factsSince(hearing.seen, hearing.listener.principal)
      for (const fact of facts) client.send(JSON.stringify(fact))
      const last = facts.at(-1)
      if (!last) return
      hearing.seen = last.seq
    }
  }

  async function lookAgain(): Promise<void> {
    for (const [client, { request, listener }] of hearings) {
      const now = await admitted(request)
      if (now?.workspace !== listener.workspace || now.principal.id !== listener.principal.id) {
        client.close(POLICY_VIOLATION, 'signed out')
      }
    }
  }

  const timer = setInterval(() => void lookAgain(), LOOK_AGAIN_MS)
  timer.unref()
  return {
    lookAgain,
    close() {
      clearInterval(timer)
      for (const unsubscribe of followed.values()) unsubscribe()
      for (const client of hearings.keys()) client.terminate()
      sockets.close()
    },
  }
}
