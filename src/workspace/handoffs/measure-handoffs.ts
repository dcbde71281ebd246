/** Looks at the first turns of receivers, as they come: what their briefings lacked. */
import { LAST_TURN, measureFeedback } from '../../core/feedback/measure-feedback.ts'
import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { readyState } from '../briefs/index.ts'
import { listEventsAfter } from '../conversation/index.ts'
import { getSession } from '../sessions/index.ts'
import { listToMeasure, saveFeedback } from './feedback-store.ts'

/** Of a whole imported past some are measured with this change, the others with the next ones. */
const AT_ONCE = 4

/** Once the first turns of a receiver are over, its handoff is not looked at again. */
export function measureHandoffs(call: Call): void {
  const { sql, now } = call
  for (const { id, session_id, next_session_id, handoff_context } of listToMeasure(sql, AT_ONCE)) {
    const { cwd } = getSession(sql, next_session_id)
    const handed = { state: readyState(sql, session_id), brief: handoff_context, cwd }
    const feedback = measureFeedback(handed, listEventsAfter(sql, next_session_id, 0, LAST_TURN))
    saveFeedback(sql, id, feedback, now)
    tell(call, 'handoff.measured', id, { items: feedback.items, reasked: feedback.reasked })
  }
}
