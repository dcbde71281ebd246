import { command, EXIT } from '../command.ts'
import { withWorkspace } from '../with-workspace.ts'
import { count } from '../words.ts'

export default command({
  options: {},
  examples: [['paas db seed', 'Load demo data into an empty workspace']],
  notes: [
    'A workspace that holds anything is left as it is. To try it apart: PAAS_DATA_DIR=/tmp/paas-demo paas db seed',
  ],
  async run({ out, env }) {
    return withWorkspace(env, async client => {
      const { projects, accounts, sessions } = await client.loadDemo()
      const told = [count(projects, 'project'), count(accounts, 'account'), count(sessions, 'session')].join(', ')
      out.answer(
        { projects, accounts, sessions },
        `Loaded ${told}. \`paas status\` shows them, \`paas start\` the dashboard.`,
      )
      return EXIT.done
    })
  },
})
