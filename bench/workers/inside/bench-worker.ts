/** Runs inside workerd: calls workspaces' objects as the Worker does, as often as it is told, and tells how long that took. */

import schema from '../../../src/directory/migrations/0001_directory.sql'
import { newToken } from '../../../src/directory/new-token.ts'
import { DIRECTORY_MIGRATIONS } from '../../../src/directory/schema-version.ts'
import { LOCAL_OWNER } from '../../../src/platform/call.ts'
import type { Bindings } from '../../../src/runtimes/workers/bindings.ts'
import { objectOf } from '../../../src/runtimes/workers/forward.ts'
import worker from '../../../src/runtimes/workers/worker.ts'
import { WorkspaceObject } from '../../../src/runtimes/workers/workspace-object.ts'
import { countDirectory, countStorage, newCounts } from './count.ts'

export { PasswordObject } from '../../../src/runtimes/workers/password-object.ts'

const DAY_MS = 86_400_000

export class BenchWorkspace extends WorkspaceObject {
  #counts: ReturnType<typeof newCounts>
  #storage: ReturnType<typeof countStorage>
  #aheadMs = 0

  constructor(context: DurableObjectState, env: Bindings) {
    const counts = newCounts()
    const storage = countStorage(context, counts)
    super(context, { ...env, DIRECTORY: countDirectory(env.DIRECTORY, counts) })
    this.#counts = counts
    this.#storage = storage
    this.clock = () => Date.now() + this.#aheadMs
  }

  override fetch(request: Request): Response | Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/empty') return new Response(null)
    if (pathname === '/counts') return this.#tell()
    if (pathname === '/day') return this.#passDay()
    if (pathname === '/sleep') this.ctx.abort('asleep')
    this.#counts.requests++
    return super.fetch(request)
  }

  override alarm(): Promise<void> {
    this.#counts.requests++
    this.#counts.alarms++
    this.#storage.rang()
    return super.alarm()
  }

  #tell(): Response {
    this.#storage.take()
    const told = { ...this.#counts, bytes: this.ctx.storage.sql.databaseSize }
    Object.assign(this.#counts, newCounts())
    return Response.json(told)
  }

  /** A day in which nobody asks: each alarm rings when it is set for. */
  async #passDay(): Promise<Response> {
    const end = this.clock() + DAY_MS
    for (;;) {
      const at = this.#storage.alarmAt()
      if (at === null || at > end) break
      this.#aheadMs = Math.max(this.#aheadMs, at - Date.now())
      await this.alarm()
    }
    this.#aheadMs = end - Date.now()
    return this.#tell()
  }
}

interface Called {
  readonly workspaces: readonly string[]
  readonly calls: readonly { readonly method: string; readonly path: string; readonly body?: unknown }[]
  readonly times: number
  /** Until then none is begun, milliseconds since the epoch. */
  readonly pauseMs?: number
}

const listenerOf = (workspace: string) => encodeURIComponent(JSON.stringify({ workspace, principal: LOCAL_OWNER }))
let made = 0

/** One after the other. @returns the milliseconds of each, to a whole one, and of all together. */
async function callAll(env: Bindings, { workspaces, calls, times, pauseMs = 0 }: Called) {
  const ms: number[] = []
  const began = performance.now()
  for (let n = 0; n < times; n++) {
    const workspace = workspaces[n % workspaces.length] as string
    const stub = objectOf(env, workspace)
    for (const { method, path, body } of calls) {
      const text = body === undefined ? undefined : JSON.stringify(body).replaceAll('$n', `${++made}`)
      const headers: Record<string, string> = { 'paas-listener': listenerOf(workspace) }
      if (text !== undefined) headers['content-type'] = 'application/json'
      const from = performance.now()
      const answer = await stub.fetch(`http://bench${path}`, {
        method,
        headers,
        ...(text !== undefined && { body: text }),
      })
      const told = await answer.text()
      ms.push(performance.now() - from)
      if (answer.status >= 500) throw new Error(`${method} ${path}: ${answer.status} ${told.slice(0, 300)}`)
    }
    if (pauseMs > 0) await scheduler.wait(pauseMs)
  }
  return Response.json({ ms, totalMs: performance.now() - began })
}

const front = newCounts()
let frontEnv: Bindings | undefined

/** As `wrangler d1 migrations apply` does it; then somebody with a token. */
async function setUp({ DIRECTORY }: Bindings): Promise<Response> {
  const code = schema.replace(/--[^\n]*/g, '')
  for (const statement of code.split(/;\s*\n/).filter(text => text.trim() !== ''))
    await DIRECTORY.prepare(statement).run()
  await DIRECTORY.prepare('CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT)').run()
  for (const name of DIRECTORY_MIGRATIONS)
    await DIRECTORY.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name).run()
  const { token, hash } = await newToken()
  const at = new Date().toISOString()
  await DIRECTORY.batch([
    DIRECTORY.prepare(
      `INSERT INTO "user" (id, name, email, emailVerified, createdAt, updatedAt) VALUES ('ana', 'Ana', 'ana@example.org', 1, ?, ?)`,
    ).bind(at, at),
    DIRECTORY.prepare(
      `INSERT INTO members (workspace_id, person_id, role, joined_at_ms) VALUES ('default', 'ana', 'owner', 0)`,
    ),
    DIRECTORY.prepare(
      `INSERT INTO tokens (workspace_id, person_id, name, hash, hint, scopes, created_at_ms) VALUES ('default', 'ana', 'bench', ?, '', '["manage"]', 0)`,
    ).bind(hash),
  ])
  return Response.json({ token })
}

export default {
  async fetch(request, env) {
    const url = new URL(request.url)
    const [, verb, workspace = '', ...rest] = url.pathname.split('/')
    if (verb === 'set-up') return setUp(env)
    if (verb === 'calls') return callAll(env, await request.json())
    if (verb === 'front-counts') {
      const told = { ...front }
      Object.assign(front, newCounts())
      return Response.json(told)
    }
    if (verb === 'front') {
      frontEnv ??= { ...env, DIRECTORY: countDirectory(env.DIRECTORY, front) }
      const headers = new Headers(request.headers)
      headers.set('host', 'paas.example.org')
      const path = url.pathname.slice('/front'.length) + url.search
      return worker.fetch(
        new Request(`https://paas.example.org${path}`, {
          ...(request.body && { body: request.body }),
          method: request.method,
          headers,
        }),
        frontEnv,
      )
    }
    const headers = new Headers(request.headers)
    headers.set('paas-listener', listenerOf(workspace))
    return objectOf(env, workspace).fetch(
      new Request(`http://bench/${rest.join('/')}${url.search}`, new Request(request, { headers })),
    )
  },
} satisfies ExportedHandler<Bindings>
