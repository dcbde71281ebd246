/** A mail server that takes every mail and keeps what was said to it. */
import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface MailServer {
  /** `smtp://127.0.0.1:2525` */
  readonly url: string
  close(): void
}

/** @param said filled line by line. */
export async function listenSmtp(said: string[]): Promise<MailServer> {
  const server = createServer(socket => speakSmtp(socket, said)).listen(0, '127.0.0.1')
  await new Promise(done => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, close: () => server.close() }
}

/** As much of a mail server as a mail needs. */
function speakSmtp(socket: Socket, said: string[]): void {
  let inMail = false
  const answer = (text: string) => socket.write(`${text}\r\n`)
  answer('220 here')
  socket.setEncoding('utf8').on('data', chunk => {
    for (const line of String(chunk).split('\r\n').filter(Boolean)) {
      said.push(line)
      if (inMail && line === '.') inMail = false
      else if (inMail) continue
      else if (line === 'DATA') {
        inMail = true
        answer('354 go on')
        continue
      }
      answer(line === 'QUIT' ? '221 bye' : '250 done')
    }
  })
}
