import { route } from '../../http/route.ts'
import { many } from '../../http/shapes.ts'
import { fact, factQuery } from './schema.ts'
import { listFactsSince } from './store.ts'

export const activityRoutes = [
  route({
    method: 'GET',
    path: '/api/activity',
    summary: 'What changed, oldest first, after a sequence number (the last 10,000 are kept)',
    query: factQuery,
    answer: many(fact),
    run: ({ sql }, { query }) => ({ data: listFactsSince(sql, query.since, query.limit) }),
  }),
]
