import { randomUUID } from 'node:crypto'
import { copyToClipboard } from '../clipboard.ts'
import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { findRunning } from '../find-running.ts'
import { findPerson } from '../nouns.ts'
import { withWorkspace } from '../with-workspace.ts'
import { clockTime, grouped } from '../words.ts'

export default command({
  options: {
    project: { type: 'text', value: 'NAME', about: 'The running session of this project' },
    account: { type: 'text', value: 'NAME', about: 'The running session on this account' },
    session: { type: 'text', value: 'N', about: 'This session: its number in `paas status`, or <project>/<number>' },
    budget: {
      type: 'integer',
      about: 'Tokens the briefing may take; 3000 where nothing is said',
      min: 50,
      max: 20_000,
    },
    'to-person': {
      type: 'text',
      value: 'NAME',
      about: 'Hand it to this colleague, who goes on with an account of theirs',
    },
    copy: { type: 'flag', about: 'Also put the briefing into the clipboard' },
  },
  examples: [
    ['paas rotate', 'Hand the running session over, where only one is running'],
    ['paas rotate --project Shop > briefing.md', "Hand that project's session over"],
    ['paas rotate --session 12 --copy', 'And paste it into the next assistant'],
    ['paas rotate --to-person Ana', 'Ana goes on with it'],
  ],
  notes: ['The briefing goes to stdout, the next account to stderr; exit code 3 where no account is free.'],
  async run({ values, out, env }) {
    return withWorkspace(env, async client => {
      const session = await findRunning(client, values)
      const { project_id, account_id, id } = session
      const said = values['to-person']
      const to_person = said === undefined ? undefined : (await findPerson(client, said)).id
      const passed = { project_id, current_account_id: account_id, session_id: id }
      const rotation = { ...passed, budget_tokens: values.budget, to_person }
      const rotated = await client.autoRotate(rotation, randomUUID()).catch(error => {
        throw whenFree(error)
      })
      const { next_account: next, briefing, credit_savings: savings } = rotated
      const { success: _, ...answer } = rotated as typeof rotated & { success: true }
      out.answer(
        { from: { sessionId: id, account: session.account_name, project: session.project_name }, ...answer },
        briefing,
      )
      if (values.copy)
        out.notice((await copyToClipboard(briefing)) ? 'The briefing is in the clipboard.' : NO_CLIPBOARD)
      if (out.json) return EXIT.done
      const { bold } = out.style
      const left = next.credits_available === null ? '' : `, ${next.credits_available} credits left`
      const whose = said === undefined ? '' : `, handed to ${rotated.next_person?.name}`
      out.notice(`${session.project_name}: ${session.account_name} → ${bold(next.account_name)}${left}${whose}`)
      if (rotated.because.length > 0) out.notice(`because: ${rotated.because.join(', ')}`)
      const { briefing_tokens, context_tokens } = savings
      out.notice(
        `It reads ${grouped(briefing_tokens)} tokens instead of ${grouped(context_tokens)}. Go on in session ${rotated.session_id}.`,
      )
      return EXIT.done
    })
  },
})

const NO_CLIPBOARD = 'No program was found that fills the clipboard (pbcopy, wl-copy, xclip, xsel, clip).'

function whenFree(error: unknown): unknown {
  const { code, message, body } = error as { code?: string; message: string; body?: Record<string, unknown> }
  if (code !== 'no-accounts-for-rotation') return error
  const nextAt = typeof body?.['next_at'] === 'string' ? body['next_at'] : null
  const suggestion = nextAt
    ? `The next one returns ${clockTime(nextAt)}; the handoff waits in the queue and is carried out then by a running server.`
    : 'The handoff waits in the queue: add an account, or tell the credits of one.'
  return new Failure(message, {
    code,
    suggestion,
    exit: EXIT.blocked,
    more: { next_at: nextAt, handoff_id: body?.['handoff_id'] },
  })
}
