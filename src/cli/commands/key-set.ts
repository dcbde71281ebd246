import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { findAccount } from '../nouns.ts'
import { readSecret } from '../read-secret.ts'
import { withWorkspace } from '../with-workspace.ts'

export default command({
  usage: '<account>',
  args: { min: 1, max: Number.POSITIVE_INFINITY },
  options: {},
  examples: [
    ['paas key set work', 'Asks for the key; what is typed is not shown'],
    ['pbpaste | paas key set work', 'Takes it from another command'],
  ],
  notes: [
    'The key is sealed before it is written anywhere. It is never an argument: everybody on the machine can see those, and the shell',
    'remembers them. What it is for: export ANTHROPIC_API_KEY=$(paas key show work)',
  ],
  async run({ args, out, env }) {
    const [said = '', ...others] = args
    // Where it stands by now: in the list of processes, in the shell's memory. It is not said once more.
    if (others.length > 0) {
      throw new Failure('A key is never an argument: others can see it there, and the shell remembers it.', {
        code: 'usage',
        suggestion: 'Revoke that one at its provider, then type or pipe a new one: `paas key set <account>`.',
      })
    }
    // A name that is none should be said before anything is typed.
    const { id, account_name } = await withWorkspace(env, client => findAccount(client, said))
    const text = await readSecret(`API key of ${account_name}: `)
    const key = await withWorkspace(env, client => client.setKey(id, text))
    const end = key.last4 === null ? '' : ` (…${key.last4})`
    out.answer({ account_id: id, ...key }, `The key of ${account_name} is kept, sealed${end}.`)
    return EXIT.done
  },
})
