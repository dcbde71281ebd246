import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'handoff-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no handoff ${d.id}.`,
    suggestion: 'GET /api/handoffs lists them.',
  }),
  'handoff-not-failed': (d: { id: number; status: string }) => ({
    status: 409,
    error: `Handoff ${d.id} has not failed: it is ${d.status}.`,
    suggestion: 'Only what failed is tried again by hand; what waits is carried out by itself.',
  }),
  'handoff-undone': (d: { id: number; at: string }) => ({
    status: 409,
    error: `Handoff ${d.id} was undone already, at ${d.at}.`,
    suggestion: 'Rotate again if it is wanted after all.',
  }),
  'nothing-to-undo': (d: { id: number; status: string }) => ({
    status: 409,
    error: `Handoff ${d.id} is ${d.status}: there is nothing to take back.`,
    suggestion: 'One that waits can be deleted: DELETE /api/handoffs/{id}.',
  }),
  'undo-too-late': (d: { id: number; at: string }) => ({
    status: 409,
    error: `Handoff ${d.id} was carried out at ${d.at}; it can be taken back for ten minutes.`,
    suggestion: 'Go on with the session that took over, or open another one.',
  }),
  'went-on-meanwhile': (d: { id: number; sessionId: number }) => ({
    status: 409,
    error: `Session ${d.sessionId}, which took handoff ${d.id} over, was handed over itself.`,
    suggestion: 'Take back the later one first.',
    more: { session_id: d.sessionId },
  }),
  'no-session-to-rotate': (d: { accountId: number; projectId: number }) => ({
    status: 404,
    error: `Account ${d.accountId} has no session in project ${d.projectId}.`,
    suggestion: 'Open one first (POST /api/sessions), or import one.',
  }),
  'already-handed-off': (d: { sessionId: number; nextSessionId: number | null }) => ({
    status: 409,
    error: `Session ${d.sessionId} was handed off already.`,
    suggestion: d.nextSessionId ? `Go on with session ${d.nextSessionId}.` : 'Go on with the session that followed it.',
    more: { next_session_id: d.nextSessionId },
  }),
  'no-accounts-for-rotation': (d: { nextAt: string | null; handoffId: number; retryAfterSeconds?: number }) => ({
    status: 409,
    error: 'No available accounts for rotation',
    suggestion: d.nextAt
      ? `The handoff waits in the queue and is carried out when an account returns, ${d.nextAt} at the earliest.`
      : 'The handoff waits in the queue; add an account, or set the credits of one.',
    more: { next_at: d.nextAt, handoff_id: d.handoffId },
    ...(d.retryAfterSeconds !== undefined && { retryAfterSeconds: d.retryAfterSeconds }),
  }),
})
