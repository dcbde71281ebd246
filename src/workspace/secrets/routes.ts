import { edgeRoute, route } from '../../http/route.ts'
import { byId, deleted, one } from '../../http/shapes.ts'
import { deleteKey, describeKey, placeOf, revealKey, setKey } from './keep-key.ts'
import { accountKey, keysRotated, newKey, revealedKey } from './schema.ts'

const path = '/api/accounts/{id}/key'

export const secretRoutes = [
  route({
    method: 'POST',
    path,
    summary: "Keep an account's API key, sealed, in place of the one before",
    params: byId,
    body: newKey,
    seals: ({ params, body }) => ({ secret: body.key, place: placeOf(params.id) }),
    answer: one(accountKey),
    run: (call, { params }, sealed) => ({ data: setKey(call, params.id, sealed) }),
  }),
  route({
    method: 'GET',
    path,
    summary: "Whether an account's API key is kept: how it ends, since when, by whom; never the key",
    params: byId,
    answer: one(accountKey),
    run: (call, { params }) => ({ data: describeKey(call, params.id) }),
  }),
  route({
    method: 'POST',
    path: `${path}/reveal`,
    summary: "An account's API key itself; that it was asked for is told in the activity",
    params: byId,
    answer: one(revealedKey),
    reveals: 'data.key',
    run: (call, { params }) => ({ data: { key: revealKey(call, params.id) } }),
  }),
  route({
    method: 'DELETE',
    path,
    summary: "Forget an account's API key",
    params: byId,
    answer: deleted,
    run: (call, { params }) => deleteKey(call, params.id),
  }),
  edgeRoute({
    method: 'POST',
    path: '/api/secrets/rotate',
    needs: 'owner',
    summary: 'Seal every secret of this server anew with a new key, and let go of the old one',
    answer: one(keysRotated),
    run: edge => edge.rotateKeys().then(data => ({ data })),
  }),
]
