/** What the API refused, with what to do about it. */

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly suggestion: string | undefined
  /** The whole answer: some problems carry more than words (`next_at`). */
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(typeof body['error'] === 'string' ? body['error'] : `The server answered ${status} and no reason.`)
    this.status = status
    this.code = typeof body['code'] === 'string' ? body['code'] : 'unknown'
    this.suggestion = typeof body['suggestion'] === 'string' ? body['suggestion'] : undefined
    this.body = body
  }
}
