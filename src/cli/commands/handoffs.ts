import { command, EXIT } from '../command.ts'
import { Failure } from '../failure.ts'
import { tableText } from '../table.ts'
import { withWorkspace } from '../with-workspace.ts'
import { clockTime } from '../words.ts'

/** Where nobody looks: a pipe. */
const WIDTH = 120
const SHOWN = 20

export default command({
  options: {
    retry: { type: 'integer', value: 'N', about: 'Try a handoff again that failed', min: 1 },
    undo: { type: 'integer', value: 'N', about: 'Take a rotation back, for ten minutes', min: 1 },
    limit: { type: 'integer', about: 'So many; 20 where nothing is said', min: 1, max: 1000 },
  },
  examples: [
    ['paas handoffs', 'What waits, what failed, what was handed over'],
    ['paas handoffs --undo 7', 'The session goes on where it was'],
    ['paas handoffs --retry 5', 'One that failed is tried again'],
  ],
  notes: ['What waits is carried out by a running server, as soon as an account is free.'],
  async run({ values, out, env }) {
    const { retry, undo, limit = SHOWN } = values
    if (retry !== undefined && undo !== undefined) throw new Failure('One at a time.', { code: 'usage' })
    return withWorkspace(env, async client => {
      const id = undo ?? retry
      if (id !== undefined) {
        const handoff = await (undo === undefined ? client.retryHandoff(id) : client.undoHandoff(id))
        const done =
          undo === undefined ? `is ${handoff.status}` : `was taken back: session ${handoff.session_id} goes on`
        out.answer({ handoff }, `Handoff ${id} ${done}.`)
        return EXIT.done
      }
      const handoffs = (await client.listHandoffs()).slice(0, limit)
      const rows = handoffs.map(
        ({ id, status, session_id, next_session_id, not_before, undone_at, error, processed_at }) => [
          String(id),
          undone_at === null ? status : 'taken back',
          `${session_id} → ${next_session_id ?? '…'}`,
          error ??
            (not_before !== null
              ? `not before ${clockTime(not_before)}`
              : processed_at === null
                ? ''
                : clockTime(processed_at)),
        ],
      )
      const columns = [{ head: 'No', right: true }, { head: 'Status' }, { head: 'Session' }, { head: '', least: 20 }]
      out.answer(
        { handoffs },
        handoffs.length === 0
          ? 'No handoff yet.'
          : tableText(columns, rows, { width: process.stdout.columns ?? WIDTH, style: out.style }),
      )
      return handoffs.length === 0 ? EXIT.nothing : EXIT.done
    })
  },
})
