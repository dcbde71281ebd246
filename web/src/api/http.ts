/** One call to the API: an answer, or an ApiError that says what to do. */
import { turnAway } from './turn-away.ts'
import { chosenWorkspace } from './workspace.ts'

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly suggestion: string | undefined
  readonly requestId: string | undefined
  /** The whole answer: some problems carry more than words (`next_at`). */
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    super(typeof body['error'] === 'string' ? body['error'] : `HTTP ${status}`)
    this.status = status
    this.body = body
    this.code = String(body['code'] ?? (status === 0 ? 'offline' : 'unknown'))
    this.suggestion = typeof body['suggestion'] === 'string' ? body['suggestion'] : undefined
    this.requestId = typeof body['request_id'] === 'string' ? body['request_id'] : undefined
  }
}

export interface CallOptions {
  body?: unknown
  signal?: AbortSignal | undefined
  headers?: Record<string, string>
}

export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const { body, signal, headers } = options
  const workspace = chosenWorkspace()
  let response: Response
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers: {
        ...(workspace !== null && { 'paas-workspace': workspace }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(0, {})
  }
  const answer = (await response.json().catch(() => null)) as Record<string, unknown> | null
  if (response.ok && answer?.['success'] !== false) return answer as T
  const error = new ApiError(response.status, answer ?? {})
  // While the page is being left, nothing is told any more.
  if (turnAway(error.code)) await new Promise(() => {})
  throw error
}

export interface Page<T> {
  data: T[]
  next_cursor?: string
}

export type Params = Record<string, string | number | undefined>

export function withParams(path: string, params: Params): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) if (value !== undefined) search.set(name, String(value))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

export const getPage = <T>(path: string, params: Params, signal?: AbortSignal) =>
  call<Page<T>>('GET', withParams(path, params), { signal })

export const getOne = async <T>(path: string, signal?: AbortSignal) =>
  (await call<{ data: T }>('GET', path, { signal })).data

const PAGES_MAX = 5

/** Whole lists, where the page filters and sorts by itself; `more`: there is more than 5,000 rows. */
export async function getAll<T>(
  path: string,
  params: Params,
  signal?: AbortSignal,
): Promise<{ rows: T[]; more: boolean }> {
  const rows: T[] = []
  let cursor: string | undefined
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer: Page<T> = await getPage(path, { ...params, limit: 1000, cursor }, signal)
    rows.push(...answer.data)
    cursor = answer.next_cursor
    if (cursor === undefined) break
  }
  return { rows, more: cursor !== undefined }
}
