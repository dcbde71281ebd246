/** The bench's Worker in a workerd of its own, its data in a folder that goes with it. */
import { fileURLToPath } from 'node:url'
import { unstable_startWorker } from 'wrangler'
import type { Counts } from '../scale/cost.ts'

export interface Calls {
  readonly workspaces: readonly string[]
  readonly calls: readonly { readonly method: string; readonly path: string; readonly body?: unknown }[]
  readonly times: number
  readonly pauseMs?: number
}

export interface BenchWorker {
  readonly url: string
  readonly token: string
  /** Calls an object so often from inside. @returns milliseconds of each call, to a whole one, and of all. */
  call(calls: Calls): Promise<{ ms: number[]; totalMs: number }>
  /** To a workspace's object. */
  send(workspace: string, method: string, path: string, body?: unknown): Promise<Record<string, never>>
  /** Through the Worker's own front door, as somebody with a token. */
  front(method: string, path: string): Promise<void>
  counts(workspace: string): Promise<Counts>
  stop(): Promise<void>
}

export async function startBenchWorker(folder: string): Promise<BenchWorker> {
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  process.env.WRANGLER_SEND_METRICS = 'false'
  const worker = await unstable_startWorker({
    config: fileURLToPath(new URL('./inside/wrangler.jsonc', import.meta.url)),
    dev: {
      server: { hostname: '127.0.0.1', port: 0 },
      inspector: false,
      persist: folder,
      logLevel: 'error',
      watch: false,
    },
  })
  await worker.ready
  const url = String(await worker.url).replace(/\/$/, '')

  async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const init = { method, headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) } }
    const answer = await fetch(url + path, { ...init, ...(body !== undefined && { body: JSON.stringify(body) }) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`)
    return text === '' ? {} : JSON.parse(text)
  }
  const { token } = await ask('POST', '/set-up')
  return {
    url,
    token,
    call: calls => ask('POST', '/calls', calls),
    send: (workspace, method, path, body) => ask(method, `/object/${workspace}${path}`, body),
    front: (method, path) => ask(method, `/front${path}`, undefined, { authorization: `Bearer ${token}` }),
    counts: workspace => ask('GET', `/object/${workspace}/counts`),
    stop: () => worker.dispose(),
  }
}
