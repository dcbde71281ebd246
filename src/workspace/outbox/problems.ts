import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'webhook-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no webhook ${d.id}.`,
    suggestion: 'GET /api/webhooks lists them.',
  }),
  'webhook-url-refused': (d: { reason: string }) => ({
    status: 400,
    error: `Nothing is sent to this address: ${d.reason}.`,
    suggestion:
      'Give an https address that is reachable from the internet, or http://127.0.0.1:<port> of this machine.',
  }),
  'webhook-off': (d: { id: number }) => ({
    status: 409,
    error: `Webhook ${d.id} is switched off.`,
    suggestion: `Switch it on first: PATCH /api/webhooks/${d.id} with {"enabled": true}.`,
  }),
  'message-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no message ${d.id}; what was delivered is kept for 7 days, what was given up for 30.`,
    suggestion: 'GET /api/outbox lists them.',
  }),
  'message-on-its-way': (d: { id: number; status: string }) => ({
    status: 409,
    error: d.status === 'delivered' ? `Message ${d.id} was delivered.` : `Message ${d.id} is being sent right now.`,
    suggestion: 'Only what waits or was given up is sent again.',
  }),
})
