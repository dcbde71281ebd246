/** Hands requests to the library that signs people in: only what is used of it, bounded, its tries counted, its answers as ours. */
import { Problem, problemsOf } from '../core/problem.ts'
import { ADDRESS_HEADER, AUTH_PATH } from '../directory/auth-path.ts'
import type { Visitor } from '../directory/call.ts'
import { forgive, noteFailure, type Try, waitBefore } from '../directory/failures.ts'
import { findVisitor } from '../directory/find-visitor.ts'
import type { ReadSession } from '../directory/session-cookie.ts'
import { parseJson, readJsonText } from '../http/body.ts'
import { problem as general } from '../http/problems.ts'
import { renderJson, renderProblem } from '../http/render.ts'
import { networkOf } from '../platform/address.ts'
import type { Clock, Log } from '../platform/call.ts'
import type { DirectorySql } from '../platform/directory-sql.ts'
import { refuseElsewhere } from './guard.ts'

const problem = problemsOf({
  'wait-to-sign-in': (d: { waitMs: number }) => ({
    status: 429,
    error: 'Too many tries failed: the next one has to wait.',
    suggestion: `Try again in ${Math.ceil(d.waitMs / 60_000)} min, or take a new password by e-mail.`,
    retryAfterSeconds: Math.ceil(d.waitMs / 1000),
  }),
  'sign-in-refused': (d: { status: number; error: string }) => ({
    status: d.status,
    error: d.error,
    suggestion: 'Check what was given and try again.',
  }),
})

const BODY_BYTES = 65_536
const EMAIL_MAX = 200

/** Everything else that the library could do is not offered. Signing up is by invitation only: POST /api/join. */
const GETS = [
  /^\/callback\/(?:github|google)$/,
  /^\/(?:verify-email|list-accounts|error)$/,
  /^\/reset-password\/[\w-]{1,200}$/,
  /^\/passkey\/(?:generate-register-options|generate-authenticate-options|list-user-passkeys)$/,
]
const POSTS = [
  /^\/sign-in\/(?:email|social)$/,
  /^\/(?:sign-out|request-password-reset|reset-password|send-verification-email|change-password|update-user)$/,
  /^\/(?:revoke-other-sessions|link-social|unlink-account)$/,
  /^\/passkey\/(?:verify-registration|verify-authentication|delete-passkey|update-passkey)$/,
  /^\/two-factor\/(?:enable|disable|verify-totp|verify-backup-code|generate-backup-codes)$/,
]
/** What somebody who guesses would ask; the code that each sends where the guess was wrong. */
const GUESSED = new Set([
  '/sign-in/email',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
])

/** What ends sessions: the person's own here, or theirs elsewhere. */
const ENDING = new Set(['/sign-out', '/revoke-other-sessions', '/change-password', '/reset-password'])

export interface SignInParts {
  readonly handler: (request: Request) => Promise<Response>
  readonly sql: DirectorySql
  readonly clock: Clock
  readonly log: Log
  readonly url: string
  readonly readSession: ReadSession
  /** Sessions may have ended: whoever listens by one of them is looked at again. @param by whose; null where nobody was signed in. */
  readonly onEnded: (by: Visitor | null) => void
}

export function openSignIn(parts: SignInParts) {
  return async (request: Request, address: string | undefined): Promise<Response> => {
    const requestId = crypto.randomUUID()
    try {
      return await pass(parts, request, address, requestId)
    } catch (error) {
      if (error instanceof Problem) return renderProblem(error, requestId)
      parts.log.error('signing in failed', { request_id: requestId, error: String((error as Error).stack ?? error) })
      return renderProblem(general('internal', { requestId }), requestId)
    }
  }
}

async function pass(parts: SignInParts, request: Request, address: string | undefined, requestId: string) {
  const { sql, clock, url, handler } = parts
  const { method } = request
  const { pathname } = new URL(request.url)
  const path = pathname.slice(AUTH_PATH.length)
  const offered = method === 'GET' ? GETS : method === 'POST' ? POSTS : []
  if (!offered.some(pattern => pattern.test(path))) throw general('no-such-route', { method, path: pathname })
  // A provider sends people back from its own site; nothing else comes from another.
  const refused = path.startsWith('/callback/') ? null : refuseElsewhere(request.headers, url)
  if (refused) throw refused
  const body = method === 'POST' ? await readJsonText(request, BODY_BYTES) : undefined
  const tried = GUESSED.has(path) ? tryOf(path, parseJson(body ?? ''), address) : null
  const waitMs = tried ? await waitBefore(sql, tried, clock()) : 0
  if (waitMs > 0) throw problem('wait-to-sign-in', { waitMs })
  const by = ENDING.has(path) ? await whoIs(parts, request) : null
  const answer = await handler(await passOn(request, url, body, address))
  if (tried && answer.status === 401) await noteFailure(sql, tried, clock())
  if (tried && answer.ok) await forgive(sql, tried)
  if (answer.ok && ENDING.has(path)) parts.onEnded(by)
  return asOurs(answer, requestId)
}

async function whoIs({ sql, clock, readSession }: SignInParts, { headers }: Request): Promise<Visitor | null> {
  const session = await readSession(headers.get('cookie'))
  const found = await findVisitor(sql, clock(), { authorization: null, session, address: undefined })
  return found instanceof Problem ? null : found
}

/** A second factor and a passkey name nobody: their tries are counted by where they come from. */
function tryOf(path: string, body: unknown, address: string | undefined): Try {
  const network = networkOf(address)
  const email = (body as { email?: unknown } | null)?.email
  const account =
    path === '/sign-in/email' && typeof email === 'string'
      ? email.slice(0, EMAIL_MAX).toLowerCase()
      : `${path} ${network}`
  return { account, network }
}

/** Under the address that people open, whatever a proxy made of it. */
async function passOn(
  request: Request,
  url: string,
  body: string | undefined,
  address: string | undefined,
): Promise<Request> {
  const { pathname, search } = new URL(request.url)
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  headers.delete('x-forwarded-for')
  headers.delete('x-forwarded-host')
  headers.delete('x-forwarded-proto')
  headers.set('host', new URL(url).host)
  headers.set(ADDRESS_HEADER, address ?? '')
  return new Request(`${url}${pathname}${search}`, {
    method: request.method,
    headers,
    ...(body !== undefined && { body }),
  })
}

/** `{ success, data }`, or a refusal with the library's code in our spelling; a redirect stays one. */
async function asOurs(answer: Response, requestId: string): Promise<Response> {
  if (answer.status >= 300 && answer.status < 400) return answer
  const text = await answer.text()
  const value = text === '' ? null : safeParse(text)
  const ours = answer.ok
    ? renderJson(JSON.stringify({ success: true, data: withoutToken(value) }), answer.status, requestId)
    : renderProblem(refusalOf(answer.status, value), requestId)
  for (const cookie of answer.headers.getSetCookie()) ours.headers.append('set-cookie', cookie)
  return ours
}

/** The session's token stays in its cookie, which no script reads. */
function withoutToken(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const { token: _, session: __, ...rest } = value as Record<string, unknown>
  return rest
}

function refusalOf(status: number, value: unknown): Problem {
  const { code, message } = (value ?? {}) as { code?: unknown; message?: unknown }
  const error = typeof message === 'string' && message !== '' ? message : 'Signing in did not work.'
  const { text } = problem('sign-in-refused', { status, error })
  const name = typeof code === 'string' ? code.toLowerCase().replace(/[^a-z0-9]+/g, '-') : 'sign-in-refused'
  return new Problem(name, text)
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
