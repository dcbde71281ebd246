import { route } from '../../http/route.ts'
import { answerPage, many, one } from '../../http/shapes.ts'
import { personOf } from '../who-sees.ts'
import { listLog, verifyLog } from './log-store.ts'
import { fact, factQuery, logEntry, logQuery, verified } from './schema.ts'
import { listFactsSince } from './store.ts'

export const activityRoutes = [
  route({
    method: 'GET',
    path: '/api/activity',
    summary: 'What changed, oldest first, after a sequence number (the last 10,000 are kept)',
    query: factQuery,
    answer: many(fact),
    run: ({ sql, principal }, { query }) => ({
      data: listFactsSince(sql, query.since, query.limit, personOf(principal)),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/activity-log',
    needs: 'admin',
    summary: 'Who did what to which thing, from where, newest first; everything since the beginning',
    query: logQuery,
    answer: many(logEntry),
    run: ({ sql }, { query }) => answerPage(listLog(sql, query)),
  }),
  route({
    method: 'GET',
    path: '/api/activity-log/verify',
    needs: 'admin',
    summary: 'Whether the activity log is as it was written',
    answer: one(verified),
    run: ({ sql }) => ({ data: verifyLog(sql) }),
  }),
]
