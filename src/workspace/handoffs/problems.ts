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
