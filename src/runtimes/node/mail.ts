/** Mails of this server: through SMTP where it is set up, else as files that the person at the machine can open. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mail, SendMail } from '../../platform/mail.ts'

/** @param env `PAAS_SMTP_URL` (`smtps://name:password@mail.example.org`) and `PAAS_MAIL_FROM`. */
export function openMail(env: NodeJS.ProcessEnv, folder: string): SendMail {
  const { PAAS_SMTP_URL: url, PAAS_MAIL_FROM: from } = env
  return url ? mail => sendBySmtp(url, from ?? 'paas@localhost', mail) : async mail => keepAsFile(folder, mail)
}

/** Loaded with the first mail: most servers send few. */
async function sendBySmtp(url: string, from: string, mail: Mail): Promise<void> {
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(url, { from })
  try {
    await transport.sendMail({ ...mail, from })
  } finally {
    transport.close()
  }
}

export const mailFolder = (folder: string): string => join(folder, 'mail')

function keepAsFile(folder: string, { to, subject, text }: Mail): void {
  const outbox = mailFolder(folder)
  mkdirSync(outbox, { recursive: true, mode: 0o700 })
  const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${crypto.randomUUID().slice(0, 8)}.txt`
  writeFileSync(join(outbox, name), `To: ${to}\nSubject: ${subject}\n\n${text}`, { mode: 0o600 })
}
