/** The Worker on this machine, as `npm run dev:worker` runs it: what people do with `paas start` works with it too. */
import { expect, onTestFinished, test } from 'vitest'
import { ask, firstOwner } from '../support/people.ts'
import { freePort } from '../support/server.ts'
import { listenSmtp } from '../support/smtp.ts'
import { DEMO_LOG, type Place, place, type Started } from './paas.ts'

const PLATFORMS = ['claude', 'chatgpt', 'gemini', 'genspark', 'other']

/** Hands one piece of work from platform to platform. @returns what each was given, and the briefing for each. */
async function handOver({ paas }: Place, server: Started): Promise<string[]> {
  expect((await paas('import', DEMO_LOG)).code).toBe(0)
  const texts: string[] = []
  for (const [i, platform] of PLATFORMS.entries()) {
    await ask(server, 'POST', '/api/accounts', { body: { account_name: `to ${platform}`, platform } })
    const target = platform === 'other' ? 'plain' : platform
    const brief = await paas('brief', '--session', '1', '--target', target)
    const rotated = await paas('rotate', '--session', String(i + 1))
    expect([brief.code, rotated.code, rotated.err]).toEqual([0, 0, expect.stringContaining(`to ${platform}`)])
    texts.push(brief.out, rotated.out)
  }
  return texts
}

test('the commands of this machine find it, and what it was told stays when it is ended, however it ends', async () => {
  const here = place()
  const worker = await here.startWorker()
  expect((await ask(worker, 'GET', '/api/health')).body.status).toBe('ok')
  expect((await here.paas('import', DEMO_LOG)).code).toBe(0)
  const before = (await here.paas('status', '--json')).json()
  expect(before.stats.total_sessions).toBe(1)
  const [elsewhere, file] = [place(), here.file('all.paas')]
  expect((await here.paas('export', '--all', file)).code).toBe(0)
  expect((await elsewhere.paas('import', '--all', file)).code).toBe(0)
  expect((await elsewhere.paas('status', '--json')).json().stats).toEqual(before.stats)
  expect((await here.paas('start', '--port', '0')).err).toContain('in use by another paas')
  expect(await worker.stop()).toBe(0)
  const again = await here.startWorker()
  await again.stop('SIGKILL')
  await here.startWorker()
  expect((await here.paas('status', '--json')).json().stats).toEqual(before.stats)
})

test('the dashboard comes with the same headers as from Node, under each of its addresses; a file of an older build is missing', async () => {
  const worker = await place().startWorker()
  const server = await place().start('--no-watch')
  for (const path of ['/', '/sessions/7']) {
    const [there, here] = [await ask(worker, 'GET', path), await ask(server, 'GET', path)]
    expect(there.body).toBe(here.body)
    for (const name of ['content-security-policy', 'x-content-type-options', 'cache-control', 'permissions-policy']) {
      expect(there.headers.get(name)).toBe(here.headers.get(name))
    }
  }
  const script = /\/assets\/[\w-]+\.js/.exec((await ask(worker, 'GET', '/')).body)?.[0] ?? ''
  expect((await ask(worker, 'GET', script)).headers.get('cache-control')).toContain('immutable')
  expect((await ask(worker, 'GET', '/assets/of-an-older-build.js')).status).toBe(404)
})

test('a team signs in: the first owner by the link, with a password that is hashed in an object; the next one by mail', async () => {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const said: string[] = []
  const mail = await listenSmtp(said)
  onTestFinished(mail.close)
  const here = place({ PAAS_URL: url, PAAS_SMTP_URL: mail.url, PAAS_MAIL_FROM: 'paas@example.org' })
  const { firstLink } = await here.startWorker('--port', String(port))
  expect((await ask({ url }, 'GET', '/api/projects')).status).toBe(401)
  const owner = await firstOwner({ url, firstLink })
  expect((await owner.ask('POST', '/api/projects', { name: 'Stall' })).status).toBe(201)
  const wrong = { body: { email: owner.email, password: 'not the password' }, headers: { origin: url } }
  expect((await ask({ url }, 'POST', '/api/auth/sign-in/email', wrong)).status).toBe(401)
  expect((await owner.ask('GET', '/api/people')).body.data).toMatchObject([{ id: owner.id, role: 'owner' }])
  const invited = await owner.ask('POST', '/api/invitations', { email: 'ana@example.org', role: 'member' })
  expect(invited.body.mailed).toBe(true)
  expect(said.join('\n')).toMatch(/RCPT TO: ?<ana@example\.org>/)
  const second = await owner.ask('POST', '/api/workspaces', { name: 'Second' })
  expect(second.status).toBe(201)
})

test('the same record gives the same briefing on Node and in workerd, byte for byte, whoever it is handed to', async () => {
  const [onNode, inWorkerd] = [place(), place()]
  const expected = await handOver(onNode, await onNode.start('--no-watch'))
  expect(expected.every(text => text.length > 200)).toBe(true)
  expect(await handOver(inWorkerd, await inWorkerd.startWorker())).toEqual(expected)
})
