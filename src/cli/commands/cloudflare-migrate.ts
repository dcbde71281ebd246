import { migrateDirectoryOf } from '../../runtimes/node/cloudflare/deploy.ts'
import { PROJECT, runWrangler } from '../../runtimes/node/cloudflare/wrangler.ts'
import { command, EXIT } from '../command.ts'

export default command({
  options: {},
  examples: [['paas cloudflare migrate', "Bring the directory's database in D1 to this version's schema"]],
  notes: ['A workspace brings itself up to date when it is next opened.'],
  async run({ out }) {
    const said = await migrateDirectoryOf({ wrangler: runWrangler, config: `${PROJECT}wrangler.jsonc` })
    out.answer({ said }, said.trim())
    return EXIT.done
  },
})
