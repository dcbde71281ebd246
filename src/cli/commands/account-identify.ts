import { resolve } from 'node:path'
import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { findAccount } from '../nouns.ts'
import { withWorkspace } from '../with-workspace.ts'
import { count } from '../words.ts'

export default command({
  usage: '<account>',
  args: { min: 1, max: 1 },
  options: {
    profile: { type: 'text', value: 'FOLDER', about: "A folder that a tool's logs lie in: ~/.claude-work" },
    email: { type: 'text', value: 'ADDRESS', about: 'The address that is signed in' },
  },
  examples: [
    ['paas account identify "Claude Work" --profile ~/.claude-work', 'What is logged there is of this account'],
    ['paas account identify 3 --email ayu@example.com', 'What is logged while this address is signed in'],
    ['paas account identify 3', 'Show by what its logs are known'],
  ],
  notes: [
    "Sessions recorded from the folder before move to the account, where they were on the tool's own.",
    'Of Claude Code the address is read from its settings (.claude.json), and only for what is written just now; no credential',
    'file is ever read. What neither a folder nor an address tells stays on the account named after its tool.',
  ],
  async run({ args, values, out, env }) {
    const { profile, email } = values
    if (profile !== undefined && email !== undefined) throw new Failure('One at a time.', { code: 'usage' })
    return withWorkspace(env, async client => {
      const account = await findAccount(client, args[0] as string)
      if (profile !== undefined || email !== undefined) {
        const said =
          email === undefined
            ? { kind: 'profile' as const, value: resolve(profile as string) }
            : { kind: 'email' as const, value: email }
        const { id, sessions_moved } = await client.identifyAccount(account.id, said)
        const moved = sessions_moved > 0 ? `; ${count(sessions_moved, 'session')} moved to it` : ''
        const text = `Logs of ${said.value} are ${account.account_name}'s${moved}.`
        out.answer({ account_id: account.id, identity: { id, ...said }, sessions_moved }, text)
        return EXIT.done
      }
      const identities = await client.listIdentities(account.id)
      const text = identities.map(({ kind, value }) => `${kind.padEnd(8)} ${value}`).join('\n')
      out.answer(
        { account_id: account.id, identities },
        text || `Nothing tells which logs are ${account.account_name}'s.`,
      )
      return identities.length === 0 ? EXIT.nothing : EXIT.done
    })
  },
})
