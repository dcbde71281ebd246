import { z } from 'zod'
import { route } from '../../http/route.ts'
import { one } from '../../http/shapes.ts'
import { personOf } from '../who-sees.ts'
import { analyzeCredits } from './analyze-credits.ts'
import { analysis, analysisWish, stats } from './schema.ts'
import { readSchemaVersion, readStats } from './store.ts'

export const overviewRoutes = [
  route({
    method: 'GET',
    path: '/api/health',
    needs: 'public',
    summary: 'Whether the workspace answers',
    answer: z.object({ status: z.literal('ok'), schema_version: z.number().int() }),
    run: ({ sql }) => ({ status: 'ok', schema_version: readSchemaVersion(sql) }),
  }),
  route({
    method: 'GET',
    path: '/api/stats',
    summary: 'Figures of the whole workspace',
    answer: one(stats),
    run: ({ sql, principal }) => {
      const { next_reset_ms, ...figures } = readStats(sql, personOf(principal))
      return {
        data: { ...figures, next_reset_at: next_reset_ms === null ? null : new Date(next_reset_ms).toISOString() },
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/private/analyze-credits',
    needs: 'viewer',
    summary: "How well a project's sessions use their accounts",
    body: analysisWish,
    onlyReads: () => true,
    answer: one(analysis),
    run: (call, { body }) => ({ data: analyzeCredits(call, body) }),
  }),
]
