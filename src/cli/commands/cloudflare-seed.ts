import { command, EXIT } from '../command.ts'
import { connectRemote } from '../connect-remote.ts'
import { Failure } from '../failure.ts'
import { count } from '../words.ts'

export default command({
  options: { server: { type: 'text', value: 'URL', about: 'Where it answers; PAAS_URL where nothing is said' } },
  examples: [['paas cloudflare seed --server https://paas.example.workers.dev', 'Load the demo into it']],
  notes: [
    'A workspace that holds anything is left as it is. PAAS_TOKEN is one of the page People, with the scope write.',
  ],
  async run({ values, out, env }) {
    const server = values.server ?? env.PAAS_URL
    if (!server) {
      const suggestion = 'Say which: `--server https://…`, or PAAS_URL. `npm run setup:cloudflare` printed it.'
      throw new Failure('Which deployment is meant is not said.', { code: 'usage', suggestion })
    }
    const { client, origin } = await connectRemote(env, server)
    const { projects, accounts, sessions } = await client.loadDemo()
    const told = [count(projects, 'project'), count(accounts, 'account'), count(sessions, 'session')].join(', ')
    out.answer({ server: origin, projects, accounts, sessions }, `Loaded ${told} into ${origin}.`)
    return EXIT.done
  },
})
