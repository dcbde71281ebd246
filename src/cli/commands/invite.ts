import { command, EXIT } from '../command.ts'
import { withWorkspace } from '../with-workspace.ts'

const ROLES = ['viewer', 'member', 'admin', 'owner'] as const

export default command({
  usage: '[e-mail]',
  args: { min: 0, max: 1 },
  options: {
    role: { type: 'text', choices: ROLES, about: 'Member where nothing is said' },
    days: { type: 'integer', value: 'N', about: 'So long it holds; 7 where nothing is said', min: 1, max: 30 },
  },
  examples: [
    ['paas invite ana@example.org', 'A link for Ana, sent to her where mail is set up'],
    ['paas invite --role viewer --days 1', 'A link for whoever gets it, to look only, until tomorrow'],
  ],
  notes: ['With an e-mail address only that one may take it up; without one, whoever has the link.'],
  async run({ values, args, out, env }) {
    const { role = 'member', days } = values
    return withWorkspace(env, async client => {
      const invited = await client.invite({ email: args[0] ?? null, role, ...(days !== undefined && { days }) })
      out.notice(
        invited.mailed ? 'A mail was written to them too. The link, shown once:' : 'Shown once; send it to the person:',
      )
      out.answer({ ...invited }, invited.link)
      return EXIT.done
    })
  },
})
