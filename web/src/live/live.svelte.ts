/** The open line to the server: every fact makes the queries it touches old. Nothing is polled. */
import type { QueryClient } from '@tanstack/svelte-query'
import { touchedBy } from './facts.ts'

const GATHER_MS = 60
const BACK_OFF_MS_MAX = 20_000

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
    socket = new WebSocket(`${scheme}://${location.host}/api/live${seq === undefined ? '' : `?since=${seq}`}`)
    socket.onmessage = hear
    socket.onopen = () => {
      const comesBack = everConnected
      connected = true
      everConnected = true
      tries = 0
      if (comesBack) void client.invalidateQueries()
    }
    socket.onclose = () => {
      connected = false
      const waitMs = Math.min(BACK_OFF_MS_MAX, 500 * 2 ** tries++) * (0.75 + Math.random() / 2)
      retry = setTimeout(connect, waitMs)
    }
  }

  const connectNow = () => {
    if (connected || socket?.readyState === WebSocket.CONNECTING) return
    clearTimeout(retry)
    connect()
  }

  connect()
  addEventListener('online', connectNow)
  return () => {
    removeEventListener('online', connectNow)
    clearTimeout(retry)
    if (gather) clearTimeout(gather)
    if (socket) socket.onclose = null
    socket?.close()
  }
}
