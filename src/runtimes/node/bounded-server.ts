/** An HTTP server that waits for nobody for ever: who sends too slowly, too much or comes too often is let go. */
import { createServer, type RequestListener, type Server } from 'node:http'

export interface ServerBounds {
  /** Until the head of a request is there, counted from the connection on. */
  readonly headMs: number
  /** Until all of a request is there: 256 MB, the largest body, at 18 Mbit/s. */
  readonly requestMs: number
  /** How often both are looked at. */
  readonly lookMs: number
  readonly headBytesMax: number
  /** Browsers hold up to six and a socket; beyond, a connection is closed as soon as it comes. */
  readonly connectionsMax: number
}

export const SERVER_BOUNDS: ServerBounds = {
  headMs: 10_000,
  requestMs: 120_000,
  lookMs: 2_000,
  headBytesMax: 16_384,
  connectionsMax: 4_000,
}

export function createBoundedServer(listener: RequestListener, bounds: ServerBounds = SERVER_BOUNDS): Server {
  const { headMs, requestMs, lookMs, headBytesMax, connectionsMax } = bounds
  const times = { headersTimeout: headMs, requestTimeout: requestMs, connectionsCheckingInterval: lookMs }
  const server = createServer({ ...times, maxHeaderSize: headBytesMax }, listener)
  server.maxConnections = connectionsMax
  return server
}
