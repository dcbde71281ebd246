import { z } from 'zod'
import { resource } from '../../http/resource.ts'
import { route } from '../../http/route.ts'
import { answerPage, byId, created, many, one, pageQuery, time } from '../../http/shapes.ts'
import { changeWebhook, createWebhook, deleteWebhook, drawSecret, rotateSecret, testWebhook } from './keep-webhooks.ts'
import { retryMessage } from './retry-message.ts'
import {
  createdWebhook,
  message,
  messageQuery,
  messageWithBody,
  newWebhook,
  secret,
  webhook,
  webhookChange,
} from './schema.ts'
import { getMessage, listMessages } from './store.ts'
import { getWebhook, listWebhooks } from './webhook-store.ts'

export const outboxRoutes = [
  ...resource({
    path: '/api/webhooks',
    noun: 'a webhook',
    listed: 'Addresses of other systems that are told what happens',
    needs: { read: 'admin', write: 'admin' },
    row: webhook,
    query: pageQuery,
    new: newWebhook,
    change: webhookChange,
    createdAs: createdWebhook,
    secret: { draws: drawSecret, reveals: 'secret' },
    list: ({ sql }, query) => listWebhooks(sql, query),
    get: ({ sql }, id) => getWebhook(sql, id),
    create: createWebhook,
    update: changeWebhook,
    remove: deleteWebhook,
  }),
  route({
    method: 'POST',
    path: '/api/webhooks/{id}/rotate-secret',
    needs: 'admin',
    summary: 'A new secret; for a day the one before it signs too',
    params: byId,
    answer: one(z.object({ secret, old_secret_until: time })),
    draws: drawSecret,
    reveals: 'data.secret',
    run: (call, { params }, sealed) => ({ data: rotateSecret(call, params.id, sealed) }),
  }),
  route({
    method: 'POST',
    path: '/api/webhooks/{id}/test',
    needs: 'admin',
    summary: 'Send it a message that says nothing but that it came; what came of it: GET /api/outbox/{id}',
    params: byId,
    answer: created.describe('The id of the message'),
    status: 201,
    run: (call, { params }) => ({ id: testWebhook(call, params.id) }),
  }),
  route({
    method: 'GET',
    path: '/api/outbox',
    needs: 'admin',
    summary: 'Messages to other systems, newest first',
    query: messageQuery,
    answer: many(message),
    run: ({ sql }, { query }) => answerPage(listMessages(sql, query)),
  }),
  route({
    method: 'GET',
    path: '/api/outbox/{id}',
    needs: 'admin',
    summary: 'Get a message, with what it says',
    params: byId,
    answer: one(messageWithBody),
    run: ({ sql }, { params }) => ({ data: getMessage(sql, params.id) }),
  }),
  route({
    method: 'POST',
    path: '/api/outbox/{id}/retry',
    needs: 'admin',
    summary: 'Send a message again that waits or was given up',
    params: byId,
    answer: one(message),
    run: (call, { params }) => ({ data: retryMessage(call, params.id) }),
  }),
]
