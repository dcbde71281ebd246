import { createInterface } from 'node:readline/promises'
import { setUp } from '../../runtimes/node/cloudflare/set-up.ts'
import { PROJECT, runWrangler } from '../../runtimes/node/cloudflare/wrangler.ts'
import { buildDashboard } from '../build-dashboard.ts'
import { command, EXIT } from '../command.ts'

export default command({
  options: {},
  examples: [
    ['paas cloudflare setup', 'Make the database, draw the keys, deploy, and print the link for the first owner'],
  ],
  notes: [
    'Run it again wherever it broke off: what is done stays. Where nobody can be asked, CLOUDFLARE_API_TOKEN says who you are,',
    'and PAAS_SMTP_URL, PAAS_MAIL_FROM, PAAS_KEY and PAAS_SIGN_IN_SECRET are taken from the environment.',
    'It is for one deployment of your own: wrangler.jsonc then names its database.',
  ],
  async run({ out, env }) {
    await buildDashboard(out)
    const isInteractive = process.stdin.isTTY === true
    const done = await setUp({
      wrangler: runWrangler,
      config: `${PROJECT}wrangler.jsonc`,
      ask: isInteractive ? ask : async () => '',
      say: out.notice,
      env,
      isInteractive,
    })
    if (done.newKey) {
      out.notice(
        `\nThe key that secrets are sealed with. Keep it where you keep passwords; it is not shown again:\n\n  ${done.newKey}\n`,
      )
    }
    const link = done.firstLink ? `\nThe first owner opens, once:\n\n  ${done.firstLink}` : ''
    out.answer(
      { addresses: done.addresses, first_link: done.firstLink },
      `Deployed: ${done.addresses.join(', ') || 'see the Cloudflare dashboard for its address'}${link}`,
    )
    return EXIT.done
  },
})

async function ask(_name: string, about: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await terminal.question(`${about}: `)).trim()
  } finally {
    terminal.close()
  }
}
