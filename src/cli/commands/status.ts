import { command, EXIT } from '../command.ts'
import { statusText } from '../status-text.ts'
import { withWorkspace } from '../with-workspace.ts'

export default command({
  options: {},
  examples: [
    ['paas status', 'What is left on each account, what runs, what waits'],
    ['paas status --json', 'The same for programs'],
  ],
  async run({ out, env }) {
    return withWorkspace(env, async client => {
      const [accounts, running, waiting, stats, readings] = await Promise.all([
        client.listAccounts(),
        client.listSessions({ status: 'in_progress' }),
        client.listHandoffs({ status: 'pending' }),
        client.stats(),
        client.listReadings(),
      ])
      const sessions = await Promise.all(waiting.map(handoff => client.getSession(handoff.session_id)))
      const handoffs = waiting.map((handoff, i) => ({ handoff, session: sessions[i]! }))
      const text = statusText({ accounts, readings, running, handoffs, stats, now: Date.now() }, out.style)
      const brief = waiting.map(({ handoff_context: _, ...rest }) => rest)
      out.answer({ accounts, readings, running, waiting: brief, stats, nextResetAt: stats.next_reset_at }, text)
      return accounts.length === 0 && stats.total_sessions === 0 ? EXIT.nothing : EXIT.done
    })
  },
})
