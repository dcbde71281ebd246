/** A refusal in a command's words, and how every kind of error becomes one. */
import { ApiError } from '../client/api-error.ts'
import { Problem } from '../core/problem.ts'
import { EXIT, type Exit } from './command.ts'

export interface FailureParts {
  readonly suggestion?: string | undefined
  readonly code?: string
  readonly exit?: Exit
  readonly more?: Readonly<Record<string, unknown>>
}

export class Failure extends Error {
  override readonly name = 'Failure'
  readonly suggestion: string | undefined
  readonly code: string
  readonly exit: Exit
  readonly more: Readonly<Record<string, unknown>>

  constructor(message: string, { suggestion, code = 'failed', exit = EXIT.error, more = {} }: FailureParts = {}) {
    super(message)
    this.suggestion = suggestion
    this.code = code
    this.exit = exit
    this.more = more
  }
}

/** Problems that go away when something outside changes. */
const BLOCKED = new Set([
  'no-available-accounts',
  'no-accounts-for-rotation',
  'account-leased',
  'account-blocked',
  'data-folder-in-use',
  'not-loopback',
  'port-taken',
])
/** Problems that say that it is done already. */
const NOTHING = new Set(['already-handed-off', 'workspace-not-empty'])

export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  if (error instanceof ApiError) {
    const { code, suggestion, body } = error
    return new Failure(error.message, { code, suggestion, exit: exitOf(code), more: moreOf(body) })
  }
  if (error instanceof Problem) {
    const { suggestion, more } = error.text
    return new Failure(error.message, { code: error.code, suggestion, exit: exitOf(error.code), ...(more && { more }) })
  }
  if (process.env.PAAS_DEBUG) return new Failure(String((error as Error).stack ?? error), { code: 'internal' })
  const message = error instanceof Error ? error.message : String(error)
  if (/database or disk is full|ENOSPC|EFBIG|disk I\/O error/i.test(message)) {
    const suggestion = 'Free some space, then run the command again; what was answered before is kept.'
    return new Failure(`The disk that holds the data folder is full (${message}).`, {
      code: 'storage-full',
      suggestion,
    })
  }
  return new Failure(message, { code: 'internal', suggestion: 'PAAS_DEBUG=1 shows where it happened.' })
}

const exitOf = (code: string): Exit =>
  BLOCKED.has(code) ? EXIT.blocked : NOTHING.has(code) ? EXIT.nothing : EXIT.error

const ENVELOPE = new Set(['success', 'error', 'suggestion', 'code', 'type', 'title', 'status'])

function moreOf(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !ENVELOPE.has(name)))
}
