import { route } from '../../http/route.ts'
import { receiveEvents } from './receive-events.ts'
import { captured, receipt } from './schema.ts'

export const captureRoutes = [
  route({
    method: 'POST',
    path: '/api/capture',
    summary: 'Record a batch of what an importer read from a log; the same batch again changes nothing',
    body: captured,
    bodyBytesMax: 16 * 1_048_576,
    answer: receipt,
    // A machine that pushes by its token is the one that the token was given to.
    run: (call, { body }) => receiveEvents(call, { ...body, device: call.principal.device ?? body.device }),
  }),
]
