import { z } from 'zod'
import { route } from '../../http/route.ts'
import { byId, one } from '../../http/shapes.ts'
import { compressHandoff, smartCompress } from './compress-context.ts'
import { brief, briefQuery, compressStats, handoffContext, smartContext } from './schema.ts'
import { writeBrief } from './write-brief.ts'

const CONTEXT_BYTES = 16 * 1_048_576

export const briefRoutes = [
  route({
    method: 'GET',
    path: '/api/sessions/{id}/brief',
    summary: "A session's brief, ready to hand over, with what was left out",
    params: byId,
    query: briefQuery,
    answer: one(brief),
    run: (call, { params, query }) => ({ data: writeBrief(call, params.id, query) }),
  }),
  route({
    method: 'POST',
    path: '/api/handoff/compress',
    needs: 'viewer',
    summary: 'A briefing of a pasted context',
    body: handoffContext,
    onlyReads: () => true,
    bodyBytesMax: CONTEXT_BYTES,
    answer: z.object({ briefing: z.string() }),
    run: (call, { body }) => ({ briefing: compressHandoff(call, body) }),
  }),
  route({
    method: 'POST',
    path: '/api/private/smart-compress',
    needs: 'viewer',
    summary: 'The most useful lines of a text',
    body: smartContext,
    onlyReads: () => true,
    bodyBytesMax: CONTEXT_BYTES,
    answer: z.object({ briefing: z.string(), stats: compressStats }),
    run: (call, { body }) => smartCompress(call, body),
  }),
]
