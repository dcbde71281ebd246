import type { Selected } from '../../client/index.ts'
import { STRATEGIES } from '../../core/selection/candidate.ts'
import { command, EXIT } from '../command.ts'
import { findProject } from '../nouns.ts'
import type { Output } from '../output.ts'
import { withWorkspace } from '../with-workspace.ts'
import { clockTime } from '../words.ts'

const SESSION_TYPES = ['development', 'bugfix', 'feature', 'refactor', 'deployment'] as const

export default command({
  options: {
    specialization: { type: 'text', about: 'Rather an account of these skills' },
    'min-credits': {
      type: 'integer',
      about: 'Credits it must have; 50 where nothing is said, less where the strategy uses up what is left over',
      max: 1_000_000,
    },
    strategy: { type: 'text', choices: STRATEGIES, about: "In place of the workspace's" },
    type: {
      type: 'text',
      choices: SESSION_TYPES,
      about: 'What is to be done: what such sessions need, and where they succeed',
    },
    project: { type: 'text', value: 'NAME', about: 'For work in this project' },
    'what-if': { type: 'flag', about: 'Compare what each strategy would choose; claims nothing' },
    lease: { type: 'integer', value: 'SECONDS', about: 'Also claim it for so long', min: 1, max: 86_400 },
  },
  examples: [
    ['paas select', 'The best account to work with now'],
    ['paas select --specialization Frontend --min-credits 80', 'One for that, with so much left'],
    ['paas select --strategy expiring-first --type bugfix', 'What is lost first, for a bugfix'],
    ['paas select --what-if', 'What each strategy would choose, leave and lose'],
    ['paas select --lease 600', 'And nobody else gets it for ten minutes'],
  ],
  notes: ['Prints the name of the account; exit code 3 where none is free.'],
  async run({ values, out, env }) {
    const { specialization, strategy, type, project, lease } = values
    return withWorkspace(env, async client => {
      const account = await client.selectBestAccount({
        specialization,
        strategy,
        session_type: type,
        project_id: project === undefined ? undefined : (await findProject(client, project)).id,
        min_credits: values['min-credits'],
        what_if: values['what-if'] ? true : undefined,
        lease_seconds: lease,
      })
      out.answer({ account }, account.account_name)
      if (!out.json) explain(account, out)
      return EXIT.done
    })
  },
})

function explain(account: Selected, out: Output): void {
  out.notice(`${account.credits_available} credits on ${account.platform}: ${account.because.join(', ')}`)
  for (const { strategy, account: other, credits_left, lost_at_reset } of account.what_if ?? []) {
    const would = other
      ? `${other.account_name}, ${credits_left} credits left on it, ${lost_at_reset} lost at resets`
      : 'none'
    out.notice(`${strategy}: ${would}`)
  }
  if (account.lease) out.notice(`Yours until ${clockTime(account.lease.expires_at)} (lease ${account.lease.id}).`)
}
