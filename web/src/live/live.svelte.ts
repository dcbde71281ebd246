/** The open line to the server: every fact makes the queries it touches old. Nothing is polled. */
import type { QueryClient } from '@tanstack/svelte-query'
import { call } from '../api/http.ts'
import { chosenWorkspace } from '../api/workspace.ts'
import { touchedBy } from './facts.ts'

const GATHER_MS = 60
const BACK_OFF_MS_MAX = 20_000
/** How the server closes the line to somebody who may hear no more. */
const POLICY_VIOLATION = 1008

let connected = $state(false)
let everConnected = $state(false)

export const live = {
  get state(): 'on' | 'off' | 'starting' {
    if (connected) return 'on'
    return everConnected ? 'off' : 'starting'
  },
}

export function startLive(client: QueryClient): () => void {
  let socket: WebSocket | undefined
  let seq: number | undefined
  let tries = 0
  let ended = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let gather: ReturnType<typeof setTimeout> | undefined
  const old = new Set<string>()

  const refresh = () => {
    gather = undefined
    const kinds = [...old]
    old.clear()
    for (const kind of kinds) void client.invalidateQueries({ queryKey: [kind] })
  }

  const hear = (message: MessageEvent) => {
    const fact = JSON.parse(String(message.data)) as { seq?: number; kind?: string }
    if (typeof fact.seq === 'number') seq = fact.seq
    for (const kind of touchedBy(fact.kind ?? '')) old.add(kind)
    if (old.size > 0) gather ??= setTimeout(refresh, GATHER_MS)
  }

  const connect = () => {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    const url = new URL(`${scheme}://${location.host}/api/live`)
    const workspace = chosenWorkspace()
    if (workspace !== null) url.searchParams.set('workspace', workspace)
    if (seq !== undefined) url.searchParams.set('since', String(seq))
    socket = new WebSocket(url)
    socket.onmessage = hear
    socket.onopen = () => {
      connected = true
      everConnected = true
      tries = 0
      // What became true between an answer and this moment is in neither.
      void client.invalidateQueries()
    }
    socket.onclose = ({ code }) => {
      connected = false
      const refused = code === POLICY_VIOLATION || tries > 0
      const waitMs = Math.min(BACK_OFF_MS_MAX, 500 * 2 ** tries++) * (0.75 + Math.random() / 2)
      retry = setTimeout(refused ? connectIfLetIn : connect, waitMs)
    }
  }

  /** A line that is refused does not say why; a call does, and where nobody is signed in any more it leaves the page. */
  const connectIfLetIn = async () => {
    await call('GET', '/settings').catch(() => {})
    if (!ended) connectNow()
  }

  const connectNow = () => {
    if (connected || socket?.readyState === WebSocket.CONNECTING) return
    clearTimeout(retry)
    connect()
  }

  connect()
  addEventListener('online', connectNow)
  return () => {
    ended = true
    removeEventListener('online', connectNow)
    clearTimeout(retry)
    if (gather) clearTimeout(gather)
    if (socket) socket.onclose = null
    socket?.close()
  }
}
