/** Mails of a deployment go out over SMTP; where none is set up, a link is only shown to who asked for it. */
import type { SendMail } from '../../platform/mail.ts'
import type { Bindings } from './bindings.ts'

/** Submission with and without TLS from the start. Port 25 is closed on Cloudflare. */
const PORTS: Readonly<Record<string, number>> = { 'smtps:': 465, 'smtp:': 587 }

/** Loaded with the first mail: most isolates send none. */
export function openMail({ PAAS_SMTP_URL: url, PAAS_MAIL_FROM: from = 'paas@localhost' }: Bindings): SendMail {
  return async ({ to, subject, text }) => {
    if (!url) throw new Error('no mail is set up: PAAS_SMTP_URL')
    const { LogLevel, WorkerMailer } = await import('worker-mailer')
    const mail = { from, to, subject: subject.replace(/\s+/g, ' '), text }
    await WorkerMailer.send({ ...serverOf(url), logLevel: LogLevel.NONE }, mail)
  }
}

/** @param url `smtps://name:password@mail.example.org` */
function serverOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url)
  return {
    host: hostname,
    port: port === '' ? (PORTS[protocol] ?? 587) : Number(port),
    secure: protocol === 'smtps:',
    startTls: protocol === 'smtp:',
    authType: ['plain' as const, 'login' as const],
    ...(username !== '' && {
      credentials: { username: decodeURIComponent(username), password: decodeURIComponent(password) },
    }),
  }
}
