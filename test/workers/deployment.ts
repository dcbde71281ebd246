/** The Worker as it is deployed, with people in its directory: asked through its front door. */
import { env, exports } from 'cloudflare:workers'
import schema from '../../src/directory/migrations/0001_directory.sql?raw'
import { hashOf, newToken } from '../../src/directory/new-token.ts'
import { DIRECTORY_MIGRATIONS } from '../../src/directory/schema-version.ts'
import type { Bindings } from '../../src/runtimes/workers/bindings.ts'
import type { WorkspaceObject } from '../../src/runtimes/workers/workspace-object.ts'

export const ORIGIN = 'https://paas.example.org'
export const bindings = env as unknown as Bindings
const { DIRECTORY: sql } = bindings
const DAY_MS = 86_400_000

/** As `wrangler d1 migrations apply` does it. */
export async function migrateDirectory(): Promise<void> {
  const code = schema.replace(/--[^\n]*/g, '')
  for (const statement of code.split(/;\s*\n/).filter(text => text.trim() !== '')) await sql.prepare(statement).all()
  await sql.prepare('CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT)').all()
  for (const name of DIRECTORY_MIGRATIONS)
    await sql.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name).all()
}

export interface Somebody {
  readonly id: string
  readonly cookie: string
  fetch(path: string, init?: RequestInit): Promise<Response>
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Asked>
}

export interface Asked {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
  readonly body: any
  readonly headers: Headers
}

/** Somebody who has signed in and belongs to a workspace, which is made where it is not there. */
export async function addPerson(name: string, role: string, workspace = 'default'): Promise<Somebody> {
  const id = `person-${name}-${crypto.randomUUID().slice(0, 8)}`
  const token = `session-of-${id}`
  const now = new Date().toISOString()
  const until = new Date(Date.now() + DAY_MS).toISOString()
  await sql.batch([
    sql
      .prepare('INSERT INTO workspaces (id, name, created_at_ms) VALUES (?, ?, 0) ON CONFLICT DO NOTHING')
      .bind(workspace, workspace),
    sql
      .prepare('INSERT INTO "user" (id, name, email, emailVerified, createdAt, updatedAt) VALUES (?, ?, ?, 1, ?, ?)')
      .bind(id, name, `${id}@example.org`, now, now),
    sql
      .prepare('INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)')
      .bind(`sign-in-of-${id}`, token, id, until, now, now),
    sql
      .prepare('INSERT INTO members (workspace_id, person_id, role, joined_at_ms) VALUES (?, ?, ?, ?)')
      .bind(workspace, id, role, Date.now()),
  ])
  const cookie = await signedCookie(token)
  const send = (path: string, init: RequestInit = {}) =>
    front(path, { ...init, headers: { cookie, ...headersOf(init) } })
  return {
    id,
    cookie,
    fetch: send,
    async ask(method, path, body, headers = {}) {
      const answer = await send(path, {
        method,
        headers: { origin: ORIGIN, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: await answer.json(), headers: answer.headers }
    },
  }
}

const headersOf = ({ headers }: RequestInit) => headers as Record<string, string> | undefined

/** As somebody at the other end of the network asks. */
export function front(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { host: new URL(ORIGIN).host, ...headersOf(init) }
  return (exports as unknown as { default: Fetcher }).default.fetch(`${ORIGIN}${path}`, { ...init, headers })
}

/** A token of somebody, as a program shows it. */
export async function addToken(person: string, scopes: readonly string[], workspace = 'default'): Promise<string> {
  const { token } = await newToken()
  await sql
    .prepare(
      `INSERT INTO tokens (workspace_id, person_id, name, hash, hint, scopes, created_at_ms) VALUES (?, ?, 'ci', ?, '', ?, 0)`,
    )
    .bind(workspace, person, await hashOf(token), JSON.stringify(scopes))
    .all()
  return token
}

async function signedCookie(token: string): Promise<string> {
  const secret = new TextEncoder().encode(bindings.PAAS_SIGN_IN_SECRET)
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(token)))
  return `__Secure-paas.session_token=${encodeURIComponent(`${token}.${btoa(String.fromCharCode(...bytes))}`)}`
}

export const objectOf = (workspace: string): DurableObjectStub<WorkspaceObject> =>
  bindings.WORKSPACE.get(bindings.WORKSPACE.idFromName(workspace))
