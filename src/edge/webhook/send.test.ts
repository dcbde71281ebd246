import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test } from 'vitest'
import { memoryKeys } from '../../../test/support/memory-keys.ts'
import { openReceiver, type Receiver } from '../../../test/support/receiver.ts'
import type { Outgoing } from '../../platform/outgoing.ts'
import { openSeal } from '../../platform/seal.ts'
import { Secret } from '../../platform/secret.ts'
import { type Sending, sendWebhook } from './send.ts'

const open: Receiver[] = []
afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close()
})
async function receive(answer: Parameters<typeof openReceiver>[0]): Promise<Receiver> {
  const receiver = await openReceiver(answer)
  open.push(receiver)
  return receiver
}

const SECRET = `whsec_${btoa('0123456789abcdef0123456789abcdef')}`
const OTHER = `whsec_${btoa('fedcba9876543210fedcba9876543210')}`
const seal = openSeal(memoryKeys())
const keep = async (secret: string) => ({
  place: 'webhook:1',
  sealed: await seal.seal(new Secret(secret), 'webhook:1'),
})
const KEPT = await keep(SECRET)
const message = (url: string, more: Partial<Outgoing> = {}): Outgoing => ({
  id: 1,
  kind: 'webhook',
  messageId: 'msg_1',
  attempt: 1,
  url,
  body: '{"type":"alert.raised","data":{"title":"ça va — 90 %"}}',
  secrets: [KEPT],
  ...more,
})
const sending: Sending = { fetch, clock: Date.now, reach: 'machine', seal }

test('another implementation takes the signature of each secret, over the bytes that came', async () => {
  const receiver = await receive(response => response.writeHead(204).end())
  const outcome = await sendWebhook(message(receiver.url, { secrets: [await keep(OTHER), KEPT] }), sending)
  expect(outcome).toEqual({ kind: 'delivered', status: 204 })
  const [{ body, headers }] = receiver.received as [Receiver['received'][0]]
  for (const secret of [SECRET, OTHER]) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
  const stranger = `whsec_${btoa('not the secret of this webhook!!')}`
  expect(() => new Webhook(stranger).verify(body, headers)).toThrow()
  expect(() => new Webhook(SECRET).verify(body, { ...headers, 'webhook-id': 'msg_2' })).toThrow()
  expect(headers['content-type']).toBe('application/json')
})

test('nothing is sent unsigned: where the key of its secret is lost, the reason is told', async () => {
  const receiver = await receive(response => response.end())
  const other = openSeal(memoryKeys())
  for (const [secrets, reason] of [
    [[KEPT], /^not sent: This secret is sealed with a key \([0-9a-f]{8}\) that is not held any more/],
    [[], /^not sent: its secret is not sealed yet/],
  ] as const) {
    const outcome = await sendWebhook(message(receiver.url, { secrets }), { ...sending, seal: other })
    expect(outcome).toEqual({ kind: 'failed', error: expect.stringMatching(reason) })
  }
  expect(receiver.received).toEqual([])
})

test('a receiver that never answers, and one that never ends its answer, are let go', async () => {
  const silent = await receive(() => {})
  const endless = await receive(response => response.writeHead(500).write('x'))
  for (const { url } of [silent, endless]) {
    const outcome = await sendWebhook(message(url), { ...sending, timeoutMs: 100 })
    expect(outcome).toEqual({ kind: 'failed', error: 'no answer within 0.1 s' })
  }
})

test('a redirect to another address is not gone after', async () => {
  const secret = await receive(response => response.end('the crown jewels'))
  const receiver = await receive(response => response.writeHead(307, { location: secret.url }).end())
  const outcome = await sendWebhook(message(receiver.url), sending)
  expect(outcome).toMatchObject({ kind: 'failed', status: 307 })
  expect(secret.received).toEqual([])
})

test('an answer of any size is read at its beginning only', async () => {
  let written = 0
  const receiver = await receive(response => {
    const more = () => {
      while (!response.destroyed && response.write('no '.repeat(10_000))) written++
    }
    response.writeHead(500).on('drain', more)
    more()
  })
  const outcome = await sendWebhook(message(receiver.url), sending)
  expect(outcome).toMatchObject({ kind: 'failed', status: 500, error: expect.stringMatching(/^answered 500: no no /) })
  expect(written).toBeLessThan(1000)
})

test('nothing is sent to an address that this server may not speak to, whoever wrote it down', async () => {
  const receiver = await receive(response => response.end())
  const outcome = await sendWebhook(message(receiver.url), { ...sending, reach: 'internet' })
  expect(outcome).toMatchObject({ kind: 'failed', error: expect.stringMatching(/^not sent/) })
  expect(receiver.received).toEqual([])
})

test('where nobody listens, the reason is told', async () => {
  const receiver = await openReceiver(() => {})
  await receiver.close()
  const outcome = await sendWebhook(message(receiver.url), sending)
  expect(outcome).toMatchObject({ kind: 'failed', error: expect.stringContaining('ECONNREFUSED') })
})
