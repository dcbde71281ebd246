import { fingerprint } from '../../core/fingerprint.ts'
import type { Call } from '../../platform/call.ts'
import { problem } from './problems.ts'
import { findAnswer, keepAnswer } from './store.ts'

export interface GivenAnswer {
  readonly status: number
  readonly text: string
}

/** The same key and request again give the first answer again, and do nothing. Called inside the transaction of the call. */
export function answerOnce(
  { sql, now }: Call,
  request: { readonly route: string; readonly key: string; readonly body: unknown },
  work: () => GivenAnswer,
): GivenAnswer {
  if (request.key.length > 200) throw problem('idempotency-key-too-long')
  const request_hash = fingerprint(JSON.stringify(request.body) ?? '')
  const kept = findAnswer(sql, request.route, request.key)
  if (kept && kept.request_hash !== request_hash) throw problem('idempotency-key-reused')
  if (kept) return { status: kept.status, text: kept.answer }
  const answer = work()
  // A refusal is not kept: what stood in the way may be gone at the next try.
  if (answer.status >= 400) return answer
  keepAnswer(sql, request.route, request.key, { request_hash, status: answer.status, answer: answer.text }, now)
  return answer
}
