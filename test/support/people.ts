/** People of a server that is signed in to: each with a session, as a browser has one. */
import type { TestServer } from './server.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Json = any

export interface Asked {
  readonly status: number
  readonly body: Json
  readonly headers: Headers
}

export interface Somebody {
  readonly id: string
  readonly email: string
  readonly cookie: string
  /** As their browser asks. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Asked>
}

export type Role = 'viewer' | 'member' | 'admin' | 'owner'

const PASSWORD = 'correct horse battery staple'

/** Any request to the server; what is not said is not sent. */
export async function ask(
  server: Pick<TestServer, 'url'>,
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Asked> {
  const init: RequestInit = { method, headers, redirect: 'manual' }
  if (body !== undefined) {
    init.body = typeof body === 'string' ? body : JSON.stringify(body)
    init.headers = { 'content-type': 'application/json', ...headers }
  }
  const response = await fetch(server.url + path, init)
  const text = await response.text()
  return { status: response.status, body: parse(text), headers: response.headers }
}

const parse = (text: string): Json => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const withToken = (token: string): { headers: Record<string, string> } => ({
  headers: { authorization: `Bearer ${token}` },
})

/** The owner whom the server's first link lets in. */
export function firstOwner(server: Pick<TestServer, 'url' | 'firstLink'>): Promise<Somebody> {
  return join(server, String(server.firstLink), 'owner@example.org')
}

/** Somebody new, invited by a member who may. */
export async function invited(server: TestServer, by: Somebody, role: Role, workspace?: string): Promise<Somebody> {
  const headers: Record<string, string> = workspace === undefined ? {} : { 'paas-workspace': workspace }
  const { body } = await by.ask('POST', '/api/invitations', { role }, headers)
  return join(server, body.link, `${role}-${crypto.randomUUID().slice(0, 8)}@example.org`)
}

export async function join(
  server: Pick<TestServer, 'url'>,
  link: string,
  email: string,
  name = email,
): Promise<Somebody> {
  const invitation = link.split('#')[1]
  const joined = await ask(server, 'POST', '/api/join', { body: { invitation, email, name, password: PASSWORD } })
  if (joined.status !== 201) throw new Error(`could not join: ${JSON.stringify(joined.body)}`)
  return signIn(server, email)
}

export async function signIn(server: Pick<TestServer, 'url'>, email: string, password = PASSWORD): Promise<Somebody> {
  const headers = { origin: server.url }
  const signed = await ask(server, 'POST', '/api/auth/sign-in/email', { body: { email, password }, headers })
  if (signed.status !== 200) throw new Error(`could not sign in: ${JSON.stringify(signed.body)}`)
  const cookie = signed.headers
    .getSetCookie()
    .map(text => text.split(';')[0])
    .join('; ')
  return {
    id: signed.body.data.user.id,
    email,
    cookie,
    ask: (method, path, body, more = {}) =>
      ask(server, method, path, {
        ...(body !== undefined && { body }),
        headers: { origin: server.url, cookie, ...more },
      }),
  }
}
