import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openMail } from './mail.ts'

const MAIL = { to: 'ana@example.org', subject: 'A new password', text: 'Open https://paas.example.org/x\n' }
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paas-mail-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('without a mail server each mail is a file that only its owner reads', async () => {
  await openMail({}, folder)(MAIL)
  const [name = ''] = readdirSync(join(folder, 'mail'))
  const file = join(folder, 'mail', name)
  expect(readFileSync(file, 'utf8')).toBe(
    'To: ana@example.org\nSubject: A new password\n\nOpen https://paas.example.org/x\n',
  )
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('with one, it is handed over by SMTP, with who writes and to whom', async () => {
  const said: string[] = []
  const server = createServer(socket => speakSmtp(socket, said)).listen(0, '127.0.0.1')
  await new Promise(done => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  const env = { PAAS_SMTP_URL: `smtp://127.0.0.1:${port}`, PAAS_MAIL_FROM: 'paas@example.org' }
  await openMail(env, folder)(MAIL)
  server.close()
  const text = said.join('\n')
  expect(text).toMatch(/MAIL FROM:<paas@example\.org>/)
  expect(text).toMatch(/RCPT TO:<ana@example\.org>/)
  expect(text).toMatch(/Subject: A new password/)
  expect(text).toContain('https://paas.example.org/x')
})

test('one that does not answer is told as such', async () => {
  await expect(openMail({ PAAS_SMTP_URL: 'smtp://127.0.0.1:1' }, folder)(MAIL)).rejects.toThrow(/ECONNREFUSED/)
})

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
