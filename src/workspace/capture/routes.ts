import { z } from 'zod'
import { route } from '../../http/route.ts'
import { byId, deleted, id, many } from '../../http/shapes.ts'
import { getAccountFor } from '../accounts/index.ts'
import { forgetIdentity, identifyAccount } from './identify-account.ts'
import { listIdentities } from './identity-store.ts'
import { receiveEvents } from './receive-events.ts'
import { receiveReadings } from './receive-readings.ts'
import { captured, identity, newIdentity, receipt, shownReadings, shownReceipt } from './schema.ts'

export const captureRoutes = [
  route({
    method: 'POST',
    path: '/api/capture',
    isPush: true,
    summary: 'Record a batch of what an importer read from a log; the same batch again changes nothing',
    body: captured,
    bodyBytesMax: 16 * 1_048_576,
    answer: receipt,
    // A machine that pushes by its token is the one that the token was given to.
    run: (call, { body }) => receiveEvents(call, { ...body, device: call.principal.device ?? body.device }),
  }),
  route({
    method: 'POST',
    path: '/api/capture/readings',
    isPush: true,
    summary: "What a tool shows of its account's quota, of a statusline for example; opens no session",
    body: shownReadings,
    answer: shownReceipt,
    run: (call, { body }) => receiveReadings(call, body),
  }),
  route({
    method: 'GET',
    path: '/api/accounts/{id}/identities',
    summary: "By what a log is known to be this account's",
    params: byId,
    answer: many(identity),
    run: (call, { params }) => ({ data: listIdentities(call.sql, getAccountFor(call, params.id).id) }),
  }),
  route({
    method: 'POST',
    path: '/api/accounts/{id}/identities',
    summary:
      "Say that logs of a folder, or of an e-mail address, are this account's; what was recorded from the folder moves to it",
    params: byId,
    body: newIdentity,
    answer: z.object({ id, sessions_moved: z.number().int() }),
    status: 201,
    run: (call, { params, body }) => identifyAccount(call, params.id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/identities/{id}',
    summary: 'Forget by what an account was known; what was recorded stays where it is',
    params: byId,
    answer: deleted,
    run: (call, { params }) => forgetIdentity(call, params.id),
  }),
]
