/** Another system: a real HTTP server on loopback that keeps what it is sent. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string
}

export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** When it has been sent so many. */
  hasReceived(count: number): Promise<void>
  close(): Promise<void>
}

/** @param answer by the number of the request, from 1; it may never end. */
export async function openReceiver(answer: (response: ServerResponse, n: number) => void): Promise<Receiver> {
  const received: Received[] = []
  const waiting: { count: number; done: () => void }[] = []
  const server = createServer(async (request, response) => {
    received.push({
      path: request.url ?? '',
      headers: request.headers as Record<string, string>,
      body: await textOf(request),
    })
    answer(response, received.length)
    for (const { count, done } of waiting) if (received.length >= count) done()
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    hasReceived: count =>
      new Promise(done => {
        if (received.length >= count) done()
        else waiting.push({ count, done })
      }),
    async close() {
      server.closeAllConnections()
      await new Promise(done => server.close(done))
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return text
}
