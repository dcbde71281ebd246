import { resource } from '../../http/resource.ts'
import { route } from '../../http/route.ts'
import { byId, one } from '../../http/shapes.ts'
import { personOf } from '../who-sees.ts'
import { autoRotate } from './auto-rotate.ts'
import { measuredFeedback } from './feedback-schema.ts'
import { findFeedback } from './feedback-store.ts'
import { changeHandoff, createHandoff, deleteHandoff, retryHandoff } from './queue-handoff.ts'
import { handoff, handoffChange, handoffQuery, newHandoff, rotated, rotation } from './schema.ts'
import { getHandoff, listHandoffs } from './store.ts'
import { undoRotation } from './undo-rotation.ts'

export const handoffRoutes = [
  ...resource({
    path: '/api/handoffs',
    noun: 'a handoff that waits for an account',
    listed: 'Handoffs, newest first',
    row: handoff,
    query: handoffQuery,
    new: newHandoff,
    change: handoffChange,
    list: ({ sql }, query) => listHandoffs(sql, query),
    get: ({ sql }, id) => getHandoff(sql, id),
    create: createHandoff,
    update: changeHandoff,
    remove: deleteHandoff,
  }),
  route({
    method: 'POST',
    path: '/api/handoffs/{id}/retry',
    summary: 'Try a handoff again that failed',
    params: byId,
    answer: one(handoff),
    run: (call, { params }) => ({ data: retryHandoff(call, params.id) }),
  }),
  route({
    method: 'POST',
    path: '/api/handoffs/{id}/undo',
    summary: 'Take a rotation back, for ten minutes: its session goes on where it was',
    params: byId,
    answer: one(handoff),
    run: (call, { params }) => ({ data: undoRotation(call, params.id) }),
  }),
  route({
    method: 'GET',
    path: '/api/handoffs/{id}/feedback',
    summary: "What the receiver's first turns fetched again: what the briefing lacked",
    params: byId,
    answer: one(measuredFeedback.nullable().describe('Null until the session that took over has turns')),
    run: ({ sql }, { params }) => ({ data: findFeedback(sql, getHandoff(sql, params.id).id) }),
  }),
  route({
    method: 'POST',
    path: '/api/private/auto-rotate',
    summary: 'Hand the current session over to the next account, with its briefing',
    body: rotation,
    answer: rotated,
    run: (call, { body }) => autoRotate(call, body, personOf(call.principal)),
  }),
]
