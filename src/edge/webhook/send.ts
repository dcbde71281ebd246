/** Sends one message to its webhook, once. Never throws: whatever happens is an outcome. */
import { redact } from '../../core/redact/index.ts'
import type { Outcome, Outgoing } from '../../platform/outgoing.ts'
import { type Reach, refuseUrl } from '../../platform/outside-url.ts'
import type { Kept, Seal } from '../../platform/seal.ts'
import type { Secret } from '../../platform/secret.ts'
import { signatureOf } from './sign.ts'

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: Post) => Promise<Response>

interface Post {
  readonly method: 'POST'
  readonly headers: Record<string, string>
  readonly body: string
  readonly redirect: 'manual'
  readonly signal: AbortSignal
}

export interface Sending {
  readonly fetch: Fetch
  readonly clock: () => number
  readonly reach: Reach
  /** Opens the secrets that it is signed with. */
  readonly seal: Pick<Seal, 'open'>
  readonly timeoutMs?: number
  /** Ends it before its time: the process is to end. */
  readonly signal?: AbortSignal
}

const TIMEOUT_MS = 10_000
/** Enough to find a secret whole that begins within what is kept. */
const ANSWER_BYTES_READ = 1000
const ANSWER_CHARS_KEPT = 200

export async function sendWebhook(
  message: Outgoing,
  { fetch, clock, reach, seal, signal, timeoutMs = TIMEOUT_MS }: Sending,
): Promise<Outcome> {
  // It may have been written down by a server that was allowed more.
  const refused = refuseUrl(message.url, reach)
  if (refused !== null) return { kind: 'failed', error: `not sent: ${refused}` }
  const secrets = await openSecrets(message.secrets, seal)
  if (typeof secrets === 'string') return { kind: 'failed', error: `not sent: ${secrets}` }
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(message.url, {
      method: 'POST',
      headers: await headersOf(message, secrets, Math.floor(clock() / 1000)),
      body: message.body,
      // Followed, it would lead past the guard above.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    })
    return await outcomeOf(response, clock())
  } catch (error) {
    return { kind: 'failed', error: timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : reasonOf(error) }
  }
}

/** @returns why they cannot be opened, where it is so: what is not signed is not sent. */
async function openSecrets(kept: readonly Kept[], seal: Sending['seal']): Promise<Secret[] | string> {
  if (kept.length === 0) return 'its secret is not sealed yet; the log of the server says why'
  try {
    return await Promise.all(kept.map(seal.open))
  } catch (error) {
    return (error as Error).message
  }
}

async function headersOf(
  { messageId, body }: Outgoing,
  secrets: readonly Secret[],
  at: number,
): Promise<Record<string, string>> {
  return {
    'content-type': 'application/json',
    'user-agent': 'paas-webhooks/1',
    'webhook-id': messageId,
    'webhook-timestamp': String(at),
    'webhook-signature': await signatureOf({ messageId, at, body }, secrets),
  }
}

async function outcomeOf(response: Response, now: number): Promise<Outcome> {
  const { status, headers } = response
  if (response.ok) {
    await response.body?.cancel()
    return { kind: 'delivered', status }
  }
  const said = cut(redact(await readBeginning(response)).text.trim())
  const words = status >= 300 && status < 400 ? `answered ${status}: redirects are not followed` : `answered ${status}`
  const retryAfterMs = readRetryAfter(headers.get('retry-after'), now)
  return {
    kind: 'failed',
    status,
    error: said === '' ? words : `${words}: ${said}`,
    ...(retryAfterMs !== null && { retryAfterMs }),
  }
}

async function readBeginning(response: Response): Promise<string> {
  if (!response.body) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (text.length < ANSWER_BYTES_READ) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
  }
  await reader.cancel()
  return text.slice(0, ANSWER_BYTES_READ)
}

const cut = (text: string) => (text.length <= ANSWER_CHARS_KEPT ? text : `${text.slice(0, ANSWER_CHARS_KEPT - 1)}…`)

/** Seconds, or a date. */
function readRetryAfter(text: string | null, now: number): number | null {
  if (text === null) return null
  const ms = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isFinite(ms) && ms > 0 ? ms : null
}

/** Node tells only in the cause what went wrong. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } }
  return cut(redact([message, cause?.code ?? cause?.message].filter(Boolean).join(': ') || String(error)).text)
}
