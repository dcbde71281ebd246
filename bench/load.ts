/** A load generator on bare sockets: so light that on two cores the server, not it, is what is measured. */
import { connect, type Socket } from 'node:net'

export interface Target {
  readonly port: number
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: unknown
}

const CONNECTIONS = 32

/** Requests answered with 200 per second over keep-alive connections, one request at a time on each. */
export async function countPerSecond(target: Target, ms: number): Promise<number> {
  const request = requestBytes(target)
  const start = performance.now()
  const until = start + ms
  const runs = Array.from({ length: CONNECTIONS }, () => drive(target.port, request, until))
  const counts = await Promise.all(runs)
  const seconds = (performance.now() - start) / 1000
  return counts.reduce((sum, count) => sum + count, 0) / seconds
}

function requestBytes({ port, method, path, body }: Target): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body)
  const lines = [`${method} ${path} HTTP/1.1`, `host: 127.0.0.1:${port}`, 'connection: keep-alive']
  if (body !== undefined) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(text)}`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`)
}

function drive(port: number, request: Buffer, until: number): Promise<number> {
  return new Promise((done, fail) => {
    let answered = 0
    let held = ''
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(request))
    socket.setEncoding('latin1')
    socket.on('error', fail)
    socket.on('data', (part: string) => {
      held = held === '' ? part : held + part
      const whole = wholeLength(held)
      if (whole === 0) return
      if (!held.startsWith('HTTP/1.1 200')) {
        socket.destroy()
        fail(new Error(`not answered: ${held.slice(0, 400)}`))
        return
      }
      held = held.slice(whole)
      answered++
      if (performance.now() < until) socket.write(request)
      else socket.end(() => done(answered))
    })
  })
}

/** Characters of the answer at the beginning of `held`; 0 while it is not all there. */
function wholeLength(held: string): number {
  const head = held.indexOf('\r\n\r\n')
  if (head < 0) return 0
  const at = held.toLowerCase().indexOf('content-length:')
  if (at < 0 || at > head) throw new Error(`an answer without its length: ${held.slice(0, 400)}`)
  const whole = head + 4 + Number.parseInt(held.slice(at + 15, held.indexOf('\r\n', at)), 10)
  return held.length >= whole ? whole : 0
}
