import { command, EXIT } from '../command.ts'
import { findAccount } from '../nouns.ts'
import { withWorkspace } from '../with-workspace.ts'

export default command({
  usage: '<account>',
  args: { min: 1, max: 1 },
  options: { last4: { type: 'flag', about: 'Only how it ends, since when, by whom; not the key' } },
  examples: [
    ['export ANTHROPIC_API_KEY=$(paas key show work)', 'Hands it to a program, and to nothing that remembers it'],
    ['paas key show work --last4', 'Which key it is, without showing it'],
  ],
  notes: ['That the key was asked for, and by whom, is told in the activity.'],
  async run({ args, values, out, env }) {
    return withWorkspace(env, async client => {
      const { id, account_name } = await findAccount(client, args[0] as string)
      if (values.last4) {
        const { last4, set_at, set_by } = await client.getKey(id)
        const end = last4 === null ? 'A short key' : `…${last4}`
        const text = `${end} of ${account_name}, since ${set_at.slice(0, 10)}, by ${set_by}`
        out.answer({ account_id: id, last4, set_at, set_by }, text)
        return EXIT.done
      }
      const { key } = await client.revealKey(id)
      out.answer({ account_id: id, key }, key)
      return EXIT.done
    })
  },
})
