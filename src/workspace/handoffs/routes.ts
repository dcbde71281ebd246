import { resource } from '../../http/resource.ts'
import { route } from '../../http/route.ts'
import { autoRotate } from './auto-rotate.ts'
import { changeHandoff, createHandoff, deleteHandoff } from './queue-handoff.ts'
import { handoff, handoffChange, handoffQuery, newHandoff, rotated, rotation } from './schema.ts'
import { getHandoff, listHandoffs } from './store.ts'

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
    path: '/api/private/auto-rotate',
    summary: 'Hand the current session over to the next account, with its briefing',
    body: rotation,
    answer: rotated,
    run: (call, { body }) => autoRotate(call, body),
  }),
]
