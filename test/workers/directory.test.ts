/** The directory over D1: the same sign-in, members and tokens as over a file. */
import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { openDirectory } from '../../src/directory/app.ts'
import type { Membership, Visitor } from '../../src/directory/call.ts'
import { findVisitor } from '../../src/directory/find-visitor.ts'
import { inviteFirst } from '../../src/directory/invitations.ts'
import schema from '../../src/directory/migrations/0001_directory.sql?raw'
import { openSignInWith } from '../../src/directory/open-sign-in.ts'
import { sessionReader } from '../../src/directory/session-cookie.ts'
import type { DirectorySql } from '../../src/platform/directory-sql.ts'
import type { Mail } from '../../src/platform/mail.ts'

const URL_OPEN = 'https://paas.example.org'
const SECRET = 'a secret of the test, which is long enough for a key'
const PASSWORD = 'correct horse battery staple'
const sql = (env as unknown as { DIRECTORY: DirectorySql }).DIRECTORY
const mails: Mail[] = []
const changed: string[] = []
const onChange = (_: string, note: { kind: string }) => void changed.push(note.kind)
const signIn = openSignInWith({
  sql,
  clock: Date.now,
  url: URL_OPEN,
  secret: SECRET,
  sendMail: async mail => void mails.push(mail),
  later: () => {},
  onChange,
  onError: message => console.error(message),
})
const log = { error: (message: string, detail: object) => console.error(message, detail) }
const directory = openDirectory({ sql, clock: Date.now, log, url: URL_OPEN, signIn, onChange } as never)

beforeAll(async () => {
  const code = schema.replace(/--[^\n]*/g, '')
  for (const statement of code.split(/;\s*\n/).filter(text => text.trim() !== '')) await sql.prepare(statement).all()
})

async function ask(method: string, path: string, body?: object, visitor: Visitor | null = null) {
  const membership: Membership | null = visitor?.memberships[0] ?? null
  const init = { method, headers: { 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) }
  const response = await directory.fetch(new Request(`${URL_OPEN}/api${path}`, init) as never, { visitor, membership })
  return { status: response.status, body: (await response.json()) as Record<string, never> }
}

async function enter(email: string): Promise<Visitor> {
  const request = new Request(`${URL_OPEN}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: URL_OPEN },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  const response = await signIn.handler(request as never)
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const session = await sessionReader(SECRET)(cookie)
  return (await findVisitor(sql, Date.now(), { authorization: null, session, address: undefined })) as Visitor
}

const join = (link: string, email: string) =>
  ask('POST', '/join', { invitation: link.split('#')[1], name: email, email, password: PASSWORD })

test('the first owner comes in, invites, gives a token and removes, over D1', async () => {
  const first = String(await inviteFirst(sql, Date.now(), URL_OPEN))
  expect((await join(first, 'owner@example.org')).status).toBe(201)
  expect((await join(first, 'eve@example.org')).status).toBe(404)
  const owner = await enter('owner@example.org')
  expect(owner.memberships).toMatchObject([{ workspace: 'default', role: 'owner' }])

  const invited = await ask('POST', '/invitations', { role: 'member' }, owner)
  expect((await join(String(invited.body.link), 'ana@example.org')).status).toBe(201)
  const ana = await enter('ana@example.org')
  const made = await ask('POST', '/tokens', { name: 'ci', scopes: ['read'] }, ana)
  const shown = { authorization: `Bearer ${made.body.token}`, session: null, address: '203.0.113.9' }
  expect(await findVisitor(sql, Date.now(), shown)).toMatchObject({
    person: { name: 'ana@example.org' },
    scopes: ['read'],
  })

  expect(await ask('DELETE', `/members/${owner.person.id}`, undefined, owner)).toMatchObject({
    status: 409,
    body: { code: 'last-owner' },
  })
  expect((await ask('DELETE', `/members/${ana.person.id}`, undefined, owner)).status).toBe(200)
  expect(await findVisitor(sql, Date.now(), shown)).toMatchObject({ code: 'unknown-token' })
  expect(changed).toEqual(['member.added', 'invitation.created', 'member.added', 'token.created', 'member.removed'])
  expect(mails.map(({ to }) => to)).toEqual(['owner@example.org', 'ana@example.org'])
})
