/** The envelope: how an answer or a problem reads on the wire. */
import type { Problem } from '../core/problem.ts'

const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
}

export function renderJson(text: string, status: number, requestId: string): Response {
  return new Response(text, { status, headers: { ...HEADERS, 'x-request-id': requestId } })
}

export function successText(answer: object): string {
  return JSON.stringify({ success: true, ...answer })
}

/** `{ success: false, error, suggestion?, code, request_id }`, with the members of RFC 9457 beside them. */
export function problemText(problem: Problem, requestId: string): string {
  const { status, error, suggestion, more } = problem.text
  const known = { success: false, error, suggestion, code: problem.code, request_id: requestId }
  return JSON.stringify({ ...known, ...more, type: `urn:paas:problem:${problem.code}`, title: error, status })
}

export function renderProblem(problem: Problem, requestId: string): Response {
  const response = renderJson(problemText(problem, requestId), problem.text.status, requestId)
  const retry = problem.text.retryAfterSeconds
  if (retry !== undefined) response.headers.set('retry-after', String(retry))
  return response
}
