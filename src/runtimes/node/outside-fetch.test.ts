import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { memoryKeys } from '../../../test/support/memory-keys.ts'
import { openReceiver, type Receiver } from '../../../test/support/receiver.ts'
import { sendWebhook } from '../../edge/webhook/send.ts'
import type { Outgoing } from '../../platform/outgoing.ts'
import type { Reach } from '../../platform/outside-url.ts'
import { openSeal } from '../../platform/seal.ts'
import { Secret } from '../../platform/secret.ts'
import { outsideFetch } from './outside-fetch.ts'

const open: Receiver[] = []
afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close()
})
async function receive(answer: Parameters<typeof openReceiver>[0]): Promise<Receiver & { port: string }> {
  const receiver = await openReceiver(answer)
  open.push(receiver)
  return { ...receiver, port: new URL(receiver.url).port }
}

const seal = openSeal(memoryKeys())
const SECRET = new Secret(`whsec_${btoa('0123456789abcdef0123456789abcdef')}`)
const KEPT = { place: 'webhook:1', sealed: await seal.seal(SECRET, 'webhook:1') }

const message = (url: string): Outgoing => ({
  id: 1,
  kind: 'webhook',
  messageId: 'msg_1',
  attempt: 1,
  url,
  body: '{"type":"alert.raised","data":{"title":"ça va"}}',
  secrets: [KEPT],
})

/** A resolver that gives each list of answers once, in order, and the last for ever. */
function resolver(...answers: readonly (readonly string[])[]) {
  const asked: string[] = []
  const resolve = async (host: string) => {
    const found = answers[Math.min(asked.length, answers.length - 1)] ?? []
    asked.push(host)
    return found.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
  }
  return { asked, resolve }
}

function send(url: string, { reach = 'machine' as Reach, resolve = resolver([]).resolve, timeoutMs = 10_000 } = {}) {
  return sendWebhook(message(url), { fetch: outsideFetch({ reach, resolve }), clock: Date.now, reach, seal, timeoutMs })
}

describe('a public name', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.0.7',
    '100.64.0.1',
    '169.254.169.254',
    '100.100.100.200',
    '0.0.0.0',
    '::1',
    '::',
    'fd00::1',
    'fe80::1%eth0',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    'fd00:ec2::254',
    '8.8.8.8 10.0.0.1',
    '2606:4700::1111 127.0.0.1',
    '93.184.215.14 ::1 93.184.215.15',
  ])('that leads to %s is connected to nowhere, even from one’s own machine', async addresses => {
    const receiver = await receive(response => response.end())
    const { resolve, asked } = resolver(addresses.split(' '))
    const outcome = await send(`https://hooks.example.com:${receiver.port}/`, { resolve })
    expect(outcome).toMatchObject({ kind: 'failed', error: expect.stringMatching(/^not sent: the name leads to /) })
    expect([receiver.received, asked]).toEqual([[], ['hooks.example.com']])
  })

  test('that leads nowhere fails with its reason', async () => {
    expect(await send('https://hooks.example.com/')).toMatchObject({ error: 'the name leads nowhere' })
    const resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }))
    expect(await send('https://hooks.example.com/', { resolve })).toMatchObject({ error: 'getaddrinfo ENOTFOUND' })
  })
})

describe('a name of this machine', () => {
  test('is asked for once: what was judged is what is connected to', async () => {
    const receiver = await receive(response => response.writeHead(204).end())
    const { resolve, asked } = resolver(['127.0.0.1'], ['169.254.169.254'])
    const outcome = await send(`http://hook.localhost:${receiver.port}/`, { resolve })
    expect([outcome, asked]).toEqual([{ kind: 'delivered', status: 204 }, ['hook.localhost']])
    expect(receiver.received).toHaveLength(1)
  })

  test('leads to this machine or nowhere: plain http goes over no network', async () => {
    for (const address of ['8.8.8.8', '10.0.0.1']) {
      const { resolve } = resolver(['127.0.0.1', address])
      expect(await send('http://localhost:9/', { resolve })).toMatchObject({ error: expect.stringContaining(address) })
    }
  })

  test('is nobody’s to send to on a server that others use', async () => {
    const receiver = await receive(response => response.end())
    const { resolve } = resolver(['127.0.0.1'])
    for (const reach of ['internet', 'network'] as const) {
      for (const host of ['localhost', '127.0.0.1', 'hooks.example.com'])
        expect(await send(`https://${host}:${receiver.port}/`, { reach, resolve })).toMatchObject({ kind: 'failed' })
    }
    expect(receiver.received).toEqual([])
  })
})

describe('a private network', () => {
  test.each(['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '127.0.0.1', '10.0.0.1 8.8.8.8'])(
    'opened by the operator, still holds neither a cloud’s metadata nor this machine: %s',
    async addresses => {
      const { resolve } = resolver(addresses.split(' '))
      const outcome = await send('http://metadata.google.internal/', { reach: 'machine-and-network', resolve })
      expect(outcome).toMatchObject({ error: expect.stringMatching(/^not sent/) })
    },
  )
})

test('an address with numbers is judged too, whoever calls', async () => {
  const receiver = await receive(response => response.end())
  for (const host of ['127.0.0.1', '[::1]', '2130706433', '[::ffff:7f00:1]']) {
    const post = { method: 'POST', headers: {}, body: '', redirect: 'manual' } as const
    const fetch = outsideFetch({ reach: 'internet' })
    const sent = fetch(`http://${host}:${receiver.port}/`, { ...post, signal: new AbortController().signal })
    await expect(sent).rejects.toThrow(/^not sent/)
  }
  expect(receiver.received).toEqual([])
})

test('a message goes out as it is, and the answer comes back as it is', async () => {
  const receiver = await receive(response => response.writeHead(503, { 'retry-after': '7' }).end('later'))
  const outcome = await send(`${receiver.url}/hooks?a=b`)
  expect(outcome).toEqual({ kind: 'failed', status: 503, error: 'answered 503: later', retryAfterMs: 7000 })
  expect(receiver.received).toMatchObject([
    {
      path: '/hooks?a=b',
      body: message('').body,
      headers: { host: new URL(receiver.url).host, 'webhook-id': 'msg_1', 'content-type': 'application/json' },
    },
  ])
})

test('a redirect to a private address is told, never gone after', async () => {
  const secret = await receive(response => response.end('the crown jewels'))
  const receiver = await receive(response => response.writeHead(302, { location: `${secret.url}/` }).end())
  expect(await send(receiver.url)).toMatchObject({ kind: 'failed', status: 302 })
  expect(secret.received).toEqual([])
})

test('a receiver that never answers, and one whose answer never ends, are let go and their connections closed', async () => {
  const closed: Promise<unknown>[] = []
  const watch = (response: ServerResponse) => closed.push(new Promise(done => response.on('close', done)))
  const silent = await receive(watch)
  const endless = await receive(response => {
    watch(response)
    response.writeHead(500).write('x')
  })
  for (const { url } of [silent, endless]) {
    const outcome = await send(url, { timeoutMs: 100 })
    expect(outcome).toEqual({ kind: 'failed', error: 'no answer within 0.1 s' })
  }
  expect(await Promise.all(closed)).toHaveLength(2)
})

test('of an answer that goes on for ever 64 kB are taken, then it is hung up on', async () => {
  const receiver = await receive(response => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(10_000)));
    }
    response.writeHead(200).on('drain', more)
    more()
  })
  const post = { method: 'POST', headers: {}, body: '', redirect: 'manual' } as const
  const fetch = outsideFetch({ reach: 'machine' })
  const answer = await fetch(receiver.url, { ...post, signal: new AbortController().signal })
  expect((await answer.text()).length).toBeLessThan(65_536 * 3)
})

test('an answer that HTTP does not know is a failure, not an end of the process', async () => {
  const receiver = await receive(response => response.socket?.end('HTTP/1.1 999 Odd\r\n\r\n'))
  expect(await send(receiver.url)).toMatchObject({ kind: 'failed' })
})
