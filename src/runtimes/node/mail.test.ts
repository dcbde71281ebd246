import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listenSmtp } from '../../../test/support/smtp.ts'
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
  const server = await listenSmtp(said)
  const env = { PAAS_SMTP_URL: server.url, PAAS_MAIL_FROM: 'paas@example.org' }
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
