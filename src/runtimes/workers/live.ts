/**
 * The live feed of one workspace: every fact as it becomes true. The object sleeps while nothing happens and the sockets stay
 * open; what each has heard goes along in its attachment.
 */
import { Problem } from '../../core/problem.ts'
import { sessionCookieOf } from '../../directory/session-cookie.ts'
import type { Gate } from '../../edge/admit.ts'
import { admitListener, type Listener } from '../../edge/app.ts'
import type { WorkspaceApp } from '../../workspace/app.ts'

/** Whose session or token has run out hears nothing more, at the latest after so long; asked when there is something to hear. */
const LOOK_AGAIN_MS = 60_000
/** What a browser is told when it may listen no more. */
const POLICY_VIOLATION = 1008
const SHOWN = ['host', 'origin', 'authorization']

export interface LiveParts {
  readonly context: DurableObjectState
  readonly app: Pick<WorkspaceApp, 'factsSince' | 'lastFact'>
  readonly clock: () => number
  /** What it takes to say who asks, of whom came to this origin. */
  readonly gateOf: (origin: string) => Gate
}

interface Hearing {
  readonly listener: Listener
  readonly seen: number
  readonly lookedAt: number
  /** What showed who it is, to be looked at again. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly address: string | undefined
}

export interface Live {
  accept(request: Request, listener: Listener): Response
  /** There are new facts. */
  tell(): void
  /** Asks anew who may listen: after a change of members, tokens or sessions. */
  lookAgain(): Promise<void>
}

/** Whether a request opens a socket. */
export const isListening = ({ url, headers }: Request): boolean =>
  headers.get('upgrade') === 'websocket' && new URL(url).pathname === '/api/live'

export function openLive({ context, app, clock, gateOf }: LiveParts): Live {
  const hearingOf = (socket: WebSocket) => socket.deserializeAttachment() as Hearing

  function accept(request: Request, listener: Listener): Response {
    const { 0: client, 1: socket } = new WebSocketPair()
    const since = Number(new URL(request.url).searchParams.get('since') ?? Number.NaN)
    const seen = Number.isSafeInteger(since) && since >= 0 ? since : app.lastFact()
    context.acceptWebSocket(socket)
    const { address } = listener.principal
    keep(socket, { listener, seen, lookedAt: clock(), url: request.url, headers: shownBy(request.headers), address })
    send([socket])
    return new Response(null, { status: 101, webSocket: client })
  }

  function tell(): void {
    const sockets = context.getWebSockets()
    const isDue = (socket: WebSocket) => clock() - hearingOf(socket).lookedAt >= LOOK_AGAIN_MS
    send(sockets.filter(socket => !isDue(socket)))
    const due = sockets.filter(isDue)
    if (due.length > 0) context.waitUntil(look(due).then(send))
  }

  /** Those who wait for the same get the same text, made once. */
  function send(sockets: readonly WebSocket[]): void {
    const made = new Map<string, { texts: readonly string[]; last: number }>()
    for (const socket of sockets) {
      const hearing = hearingOf(socket)
      const key = `${hearing.seen} ${hearing.listener.principal.id}`
      const news = made.get(key) ?? newsFor(hearing)
      made.set(key, news)
      if (news.texts.length === 0) continue
      try {
        for (const text of news.texts) socket.send(text)
        keep(socket, { ...hearing, seen: news.last })
      } catch {
        // It is closing; whoever it was resumes where they were.
      }
    }
  }

  function newsFor({ seen, listener }: Hearing) {
    const texts: string[] = []
    let last = seen
    for (;;) {
      const facts = app.factsSince(last, listener.principal)
      const newest = facts.at(-1)
      if (!newest) return { texts, last }
      for (const fact of facts) texts.push(JSON.stringify(fact))
      last = newest.seq
    }
  }

  /** @returns those who may go on. */
  async function look(sockets: readonly WebSocket[]): Promise<WebSocket[]> {
    const may = await Promise.all(sockets.map(mayListen))
    return sockets.filter((socket, i) => {
      if (may[i]) keep(socket, { ...hearingOf(socket), lookedAt: clock() })
      else socket.close(POLICY_VIOLATION, 'signed out')
      return may[i]
    })
  }

  async function mayListen(socket: WebSocket): Promise<boolean> {
    const { url, headers, listener, address } = hearingOf(socket)
    const now = await admitListener(gateOf(new URL(url).origin), new Request(url, { headers }), address)
    // While the directory is away nobody can be taken anything back.
    if (now instanceof Problem) return now.code === 'directory-away'
    return now.workspace === listener.workspace && now.principal.id === listener.principal.id
  }

  return { accept, tell, lookAgain: async () => send(await look(context.getWebSockets())) }
}

const keep = (socket: WebSocket, hearing: Hearing) => socket.serializeAttachment(hearing)

function shownBy(headers: Headers): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const name of SHOWN) {
    const value = headers.get(name)
    if (value !== null) shown[name] = value
  }
  const cookie = sessionCookieOf(headers.get('cookie'))
  return cookie === null ? shown : { ...shown, cookie }
}
