/** What can be wrong with a request before any room sees it. */
import { problemsOf } from '../core/problem.ts'

export const problem = problemsOf({
  'invalid-input': (d: { issues: readonly { path: string; message: string }[] }) => ({
    status: 400,
    error: d.issues.map(issue => (issue.path ? `${issue.path}: ${issue.message}` : issue.message)).join('; '),
    suggestion: 'Correct the fields named here; /api/openapi.json has the shape of every request.',
    more: { issues: d.issues },
  }),
  'invalid-json': (d: { reason: string }) => ({
    status: 400,
    error: `The body is not valid JSON: ${d.reason}`,
    suggestion: 'Send one JSON object, UTF-8, with Content-Type: application/json.',
  }),
  'not-json': () => ({
    status: 415,
    error: 'Only JSON is taken here.',
    suggestion: 'Send the body with Content-Type: application/json.',
  }),
  'body-too-large': (d: { bytesMax: number }) => ({
    status: 413,
    error: `The body is larger than ${Math.round(d.bytesMax / 1024)} kB, the most this route takes.`,
    suggestion: 'Send it in parts; `paas import` does so by itself.',
  }),
  'too-large-for-a-row': () => ({
    status: 413,
    error: 'A text in it is larger than the database keeps in one row; nothing of it was recorded.',
    suggestion: 'Send that text in parts, or shortened: `paas import` cuts a turn at 200,000 characters and says so.',
  }),
  'body-too-deep': (d: { depthMax: number }) => ({
    status: 400,
    error: `The body is nested deeper than ${d.depthMax} levels.`,
    suggestion: 'Send it flatter; nothing here is nested so deep.',
  }),
  'no-such-route': (d: { method: string; path: string }) => ({
    status: 404,
    error: `There is no route ${d.method} ${d.path}.`,
    suggestion: 'GET /api/openapi.json lists every route.',
  }),
  'method-not-allowed': (d: { method: string; path: string; allowed: readonly string[] }) => ({
    status: 405,
    error: `${d.path} does not take ${d.method}.`,
    suggestion: `It takes ${d.allowed.join(', ')}.`,
  }),
  'foreign-host': () => ({
    status: 403,
    error: 'This server answers only under the name of this machine.',
    suggestion: 'Open it as http://localhost:<port> or http://127.0.0.1:<port>.',
  }),
  'not-our-host': (d: { url: string }) => ({
    status: 403,
    error: 'This server answers under its own address only.',
    suggestion: `Open it as ${d.url}; behind a proxy, pass the Host header on.`,
  }),
  'foreign-origin': () => ({
    status: 403,
    error: 'A page of another site may not use this server.',
    suggestion: 'Use the dashboard that this server shows, or a program that sends no Origin.',
  }),
  internal: (d: { requestId: string }) => ({
    status: 500,
    error: 'Something went wrong here; nothing was changed.',
    suggestion: `The log has the reason under the request id ${d.requestId}.`,
  }),
  'allowance-used-up': () => ({
    status: 503,
    error: 'What Cloudflare gives away in a day is used up. Nothing was changed.',
    suggestion:
      'It begins anew at 00:00 UTC. The Workers Paid plan has no daily bound: docs/guide/scale.md says what it costs.',
    retryAfterSeconds: 3600,
  }),
  'storage-full': () => ({
    status: 507,
    error:
      'What holds the workspace is full: the disk of the data folder, on Cloudflare the 10 GB of a workspace. Nothing was changed.',
    suggestion: 'Free some space, then send the request again; everything can still be read.',
  }),
})
