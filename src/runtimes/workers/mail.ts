/** Mails of a deployment go out over SMTP; where none is set up, a link is only shown to who asked for it. */
import type { SendMail } from '../../platform/mail.ts'
import type { Bindings } from './bindings.ts'

/** Loaded with the first mail: most isolates send none. */
export function openMail({ PAAS_SMTP_URL: url, PAAS_MAIL_FROM: from = 'paas@localhost' }: Bindings): SendMail {
  return async mail => {
    if (!url) throw new Error('no mail is set up: PAAS_SMTP_URL')
    const { createTransport } = await import('nodemailer')
    const transport = createTransport(url, { from })
    try {
      await transport.sendMail({ ...mail, from })
    } finally {
      transport.close()
    }
  }
}
