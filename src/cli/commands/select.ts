import { command, EXIT } from '../command.ts'
import { withWorkspace } from '../with-workspace.ts'
import { clockTime } from '../words.ts'

export default command({
  options: {
    specialization: { type: 'text', about: 'Rather an account of this skill' },
    'min-credits': { type: 'integer', about: 'Credits it must have; 50 where nothing is said', max: 1_000_000 },
    lease: { type: 'integer', value: 'SECONDS', about: 'Also claim it for so long', min: 1, max: 86_400 },
  },
  examples: [
    ['paas select', 'The best account to work with now'],
    ['paas select --specialization Frontend --min-credits 80', 'One for that, with so much left'],
    ['paas select --lease 600', 'And nobody else gets it for ten minutes'],
  ],
  notes: ['Prints the name of the account; exit code 3 where none is free.'],
  async run({ values, out, env }) {
    const { specialization, lease } = values
    return withWorkspace(env, async client => {
      const wish = { specialization, min_credits: values['min-credits'], lease_seconds: lease }
      const account = await client.selectBestAccount(wish)
      out.answer({ account }, account.account_name)
      if (out.json) return EXIT.done
      out.notice(`${account.credits_available} credits on ${account.platform}: ${account.because.join(', ')}`)
      if (account.lease) out.notice(`Yours until ${clockTime(account.lease.expires_at)} (lease ${account.lease.id}).`)
      return EXIT.done
    })
  },
})
