import { z } from 'zod'
import { route } from '../../http/route.ts'
import { loadDemo } from './load-demo.ts'

const count = z.number().int()

export const demoRoutes = [
  route({
    method: 'POST',
    path: '/api/demo',
    needs: 'admin',
    summary: 'Fill an empty workspace with data worth looking at',
    answer: z.object({ projects: count, accounts: count, sessions: count }),
    status: 201,
    run: call => loadDemo(call),
  }),
]
