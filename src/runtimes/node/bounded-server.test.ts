import type { RequestListener } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createBoundedServer, SERVER_BOUNDS, type ServerBounds } from './bounded-server.ts'

const QUICK: ServerBounds = { ...SERVER_BOUNDS, headMs: 150, requestMs: 300, lookMs: 20 }
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** Answers when all of a request is there. */
const echo: RequestListener = async (request, response) => {
  let bytes = 0
  try {
    for await (const chunk of request) bytes += chunk.length
    response.end(String(bytes))
  } catch {
    // The client was let go.
  }
}

async function serve(bounds: Partial<ServerBounds> = {}) {
  const server = createBoundedServer(echo, { ...QUICK, ...bounds })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port }
}

/** A client that says what it is told to. `heard` is all that came, when the other end hung up. */
function client(port: number): { socket: Socket; heard: Promise<string> } {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  let text = ''
  socket.on('data', chunk => {
    text += chunk
  })
  closing.push(() => socket.destroy())
  return { socket, heard: new Promise(done => socket.on('close', () => done(text))) }
}

/** A few bytes, for ever. */
function trickle(socket: Socket, bytes: string): void {
  const timer = setInterval(() => socket.write(bytes), 20)
  socket.on('close', () => clearInterval(timer))
}

const ask = (port: number) => fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'abc' }).then(r => r.text())

test('a head that comes a line at a time is let go, and others are answered meanwhile', async () => {
  const { port } = await serve()
  const slow = Array.from({ length: 50 }, () => client(port))
  for (const { socket } of slow) {
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n')
    trickle(socket, 'x-more: y\r\n')
  }
  expect(await ask(port)).toBe('3')
  for (const { heard } of slow) expect(await heard).toMatch(/^(?:HTTP\/1\.1 408 |$)/)
})

test('who connects and says nothing is let go', async () => {
  const { port } = await serve()
  expect(await client(port).heard).toMatch(/^(?:HTTP\/1\.1 408 |$)/)
})

test.each([
  ['of a length that was told', 'content-length: 1000000', 'x'],
  ['in pieces', 'transfer-encoding: chunked', '1\r\nx\r\n'],
])('a body %s that never ends is let go', async (_, header, piece) => {
  const { port } = await serve()
  const { socket, heard } = client(port)
  socket.write(`POST / HTTP/1.1\r\nhost: a\r\n${header}\r\n\r\n`)
  trickle(socket, piece)
  expect(await heard).toMatch(/^(?:HTTP\/1\.1 408 |$)/)
})

test('a head that is too large is refused, however many lines it has', async () => {
  const { port } = await serve()
  for (const lines of [`x: ${'y'.repeat(20_000)}\r\n`, 'x: y\r\n'.repeat(4_000)]) {
    const { socket, heard } = client(port)
    socket.write(`GET / HTTP/1.1\r\nhost: a\r\n${lines}\r\n`)
    expect(await heard).toMatch(/^HTTP\/1\.1 431 /)
  }
})

test('a request that says its length in two ways is not taken', async () => {
  const { port } = await serve()
  const { socket, heard } = client(port)
  socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /')
  expect(await heard).toMatch(/^HTTP\/1\.1 400 /)
})

test('beyond the most connections the next is closed at once, and taken again when one has gone', async () => {
  const { port } = await serve({ ...SERVER_BOUNDS, connectionsMax: 3 })
  const held = Array.from({ length: 3 }, () => client(port))
  await Promise.all(held.map(({ socket }) => new Promise(done => socket.on('connect', done))))
  expect(await client(port).heard).toBe('')
  held[0]?.socket.destroy()
  await expect.poll(() => ask(port).catch(() => 'not yet')).toBe('3')
})
