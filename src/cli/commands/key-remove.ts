import { command, EXIT } from '../command.ts'
import { findAccount } from '../nouns.ts'
import { withWorkspace } from '../with-workspace.ts'

export default command({
  usage: '<account>',
  args: { min: 1, max: 1 },
  options: {},
  examples: [['paas key remove work', 'The key is forgotten here; the provider still takes it']],
  notes: ['A key that somebody else may have is to be revoked where it was made, too.'],
  async run({ args, out, env }) {
    return withWorkspace(env, async client => {
      const { id, account_name } = await findAccount(client, args[0] as string)
      await client.deleteKey(id)
      out.answer({ account_id: id }, `The key of ${account_name} is forgotten.`)
      return EXIT.done
    })
  },
})
