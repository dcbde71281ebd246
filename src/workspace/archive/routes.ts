import { z } from 'zod'
import { edgeRoute, route } from '../../http/route.ts'
import { one, time } from '../../http/shapes.ts'
import { Secret } from '../../platform/secret.ts'
import { problem } from './problems.ts'
import { beginReading, endReading, readHeldPart, readSecrets } from './read-archive.ts'
import { after, archiveHead, movedSecret, rows, token } from './schema.ts'
import { beginWriting, endWriting, giveUp, writePart, writeSecret } from './write-archive.ts'

const path = '/api/private/archive'
const base = { method: 'POST', needs: 'owner', isMove: true } as const
const PART_BYTES = 24 * 1_048_576
const HEAD_BYTES = 4 * 1_048_576
const done = z.object({ done: z.literal(true) })
const partAsked = z.object({ token, table: z.string(), after })
const head = z.object({ token, head: archiveHead })

export const archiveRoutes = [
  route({
    ...base,
    path: `${path}/read/begin`,
    summary: 'Begin to copy the whole workspace; until it is ended nobody changes it',
    answer: one(head),
    run: call => ({ data: beginReading(call) }),
  }),
  route({
    ...base,
    path: `${path}/read`,
    summary: 'The next rows of a table, about a megabyte of them',
    body: partAsked,
    answer: one(z.object({ rows, next: after })),
    run: (call, { body }) => ({ data: readHeldPart(call, body.token, body.table, body.after) }),
  }),
  route({
    ...base,
    path: `${path}/read/secrets`,
    summary: 'API keys and webhook secrets themselves, for a copy that is sealed elsewhere',
    body: z.object({ token }),
    answer: one(z.object({ secrets: z.array(movedSecret.extend({ secret: z.string() })), lost: z.number().int() })),
    reveals: 'data.secrets.*.secret',
    run: (call, { body }) => ({ data: readSecrets(call, body.token) }),
  }),
  route({
    ...base,
    path: `${path}/read/end`,
    summary: 'The copy is whole: the workspace is let go',
    body: z.object({ token }),
    answer: one(done),
    run: (call, { body }) => {
      endReading(call, body.token)
      return { data: { done: true } }
    },
  }),
  route({
    ...base,
    path: `${path}/write/begin`,
    summary: 'Begin to write an archive into this workspace, or go on where it was broken off',
    body: z.object({ head: archiveHead, digest: z.string().max(200), replace: z.boolean().optional() }),
    bodyBytesMax: HEAD_BYTES,
    answer: one(z.object({ token, taken: z.record(z.string(), z.number().int()), strangers: z.number().int() })),
    run: (call, { body }) => ({ data: beginWriting(call, body, call.rowBytesMax) }),
  }),
  route({
    ...base,
    path: `${path}/write`,
    summary: 'The next rows of a table; those that are in already are passed over',
    body: z.object({
      token,
      table: z.string().max(100),
      columns: z.array(z.string().max(100)).max(100),
      offset: z.number().int().min(0),
      rows,
    }),
    bodyBytesMax: PART_BYTES,
    answer: one(z.object({ taken: z.number().int() })),
    run: (call, { body }) => ({ data: writePart(call, body) }),
  }),
  route({
    ...base,
    path: `${path}/write/secret`,
    summary: 'A secret of the archive, sealed here with the key of this server',
    body: movedSecret.extend({
      token,
      secret: z
        .string()
        .max(10_000)
        .transform(text => new Secret(text)),
    }),
    seals: ({ body }) => ({ secret: body.secret, place: body.place }),
    answer: one(done),
    run: (call, { body }, sealed) => {
      writeSecret(call, body, sealed)
      return { data: { done: true } }
    },
  }),
  route({
    ...base,
    path: `${path}/write/end`,
    summary: 'Everything is in: brought up to date, and opened',
    body: head,
    bodyBytesMax: HEAD_BYTES,
    answer: one(z.object({ rows: z.number().int() })),
    run: (call, { body }) => ({ data: endWriting(call, body.token, body.head) }),
  }),
  route({
    ...base,
    path: `${path}/give-up`,
    summary: 'Let go of a copy; one that was being written leaves an empty workspace',
    answer: one(z.object({ was_writing: z.boolean() })),
    run: call => ({ data: giveUp(call) }),
  }),
  edgeRoute({
    method: 'POST',
    path: '/api/private/rewind',
    needs: 'owner',
    summary: 'Set the workspace back to a time of the last 30 days, where it lies on Cloudflare',
    body: z.object({ to: z.iso.datetime({ offset: true }).describe('ISO 8601') }),
    answer: one(z.object({ to: time, undo: z.string().describe('The bookmark by which Cloudflare takes it back') })),
    run: (edge, { body }) =>
      edge.rewind(Date.parse(body.to)).then(rewound => {
        if (!rewound) throw problem('no-rewind-here')
        return { data: { to: body.to, ...rewound } }
      }),
  }),
]
