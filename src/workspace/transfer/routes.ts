import { z } from 'zod'
import { route } from '../../http/route.ts'
import { created, id, one } from '../../http/shapes.ts'
import { exportProject } from './export-project.ts'
import { importProject } from './import-project.ts'
import { moved } from './schema.ts'

export const transferRoutes = [
  route({
    method: 'POST',
    path: '/api/private/export-project',
    needs: 'viewer',
    summary: 'Everything of a project, accounts by name only, secrets in its texts taken out',
    body: z.object({
      project_id: id,
      exact: z.boolean().optional().describe('true: secrets in its texts stay'),
      redact_emails: z.boolean().optional().describe('true: e-mail addresses in its texts go too'),
    }),
    onlyReads: () => true,
    answer: one(moved),
    run: (call, { body }) => ({ data: exportProject(call, body) }),
  }),
  route({
    method: 'POST',
    path: '/api/private/import-project',
    summary: 'A new project from an export; unknown accounts are created blocked',
    body: z.object({ data: moved }),
    bodyBytesMax: 256 * 1_048_576,
    answer: created,
    status: 201,
    run: (call, { body }) => importProject(call, body.data),
  }),
]
