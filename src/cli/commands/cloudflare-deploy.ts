import { deploy } from '../../runtimes/node/cloudflare/deploy.ts'
import { PROJECT, runWrangler } from '../../runtimes/node/cloudflare/wrangler.ts'
import { buildDashboard } from '../build-dashboard.ts'
import { command, EXIT } from '../command.ts'

export default command({
  options: {},
  examples: [['paas cloudflare deploy', 'The dashboard, the directory’s schema, the Worker']],
  notes: [
    '`npx wrangler rollback` goes back to the version before; `npx wrangler tail` shows the log as it is written.',
  ],
  async run({ out }) {
    await buildDashboard(out)
    const addresses = await deploy({ wrangler: runWrangler, config: `${PROJECT}wrangler.jsonc` })
    out.answer({ addresses }, `Deployed: ${addresses.join(', ') || 'see the Cloudflare dashboard for its address'}`)
    return EXIT.done
  },
})
