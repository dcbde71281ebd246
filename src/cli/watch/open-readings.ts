/**
 * Reads logs in a thread of its own, several at a time: the thread of the workspace only writes, and a server answers while
 * a large log is read.
 */
import type { Worker } from 'node:worker_threads'
import type { Client, Recorded } from '../../client/index.ts'
import type { FoundLog } from './find-logs.ts'
import type { LogEntry } from './log-book.ts'
import { startThread } from './start-thread.ts'

type Batch = Parameters<Client['capture']>[0]
type Receipt = Awaited<ReturnType<Client['capture']>>

export interface CaughtUp {
  readonly entry: LogEntry
  /** Null where nothing new was said. */
  readonly recorded: Recorded | null
}

export type ReadAsk =
  | { readonly kind: 'read'; readonly id: number; readonly found: FoundLog; readonly entry: LogEntry }
  | { readonly kind: 'captured'; readonly id: number; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly id: number; readonly message: string }

export type ReadAnswer =
  | ({ readonly kind: 'read'; readonly id: number } & CaughtUp)
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  | { readonly kind: 'capture'; readonly id: number; readonly batch: Batch }

export interface Readings {
  /** Reads on where `entry` ends, and records it. One reading of a log at a time. */
  read(found: FoundLog, entry: LogEntry): Promise<CaughtUp>
  close(): Promise<void>
}

export function openReadings(capture: Client['capture']): Readings {
  const waiting = new Map<number, { done(caughtUp: CaughtUp): void; fail(error: Error): void }>()
  let asked = 0
  let thread: Worker | undefined
  let closed = false

  function fail(error: Error): void {
    thread = undefined
    for (const one of waiting.values()) one.fail(error)
    waiting.clear()
  }

  function open(): Worker {
    const opened = startThread('./read-thread.ts')
    opened.on('message', (answer: ReadAnswer) => {
      if (answer.kind === 'capture') void record(opened, answer)
      else settle(answer)
    })
    opened.on('error', fail)
    opened.on('exit', () => fail(new Error('the reading was stopped')))
    return opened
  }

  async function record(to: Worker, { id, batch }: Extract<ReadAnswer, { kind: 'capture' }>): Promise<void> {
    const ask: ReadAsk = await capture(batch).then(
      receipt => ({ kind: 'captured', id, receipt }),
      error => ({ kind: 'refused', id, message: (error as Error).message }),
    )
    if (!closed) to.postMessage(ask)
  }

  function settle(answer: Exclude<ReadAnswer, { kind: 'capture' }>): void {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) thread?.unref()
    if (answer.kind === 'read') one?.done(answer)
    else one?.fail(new Error(answer.message))
  }

  return {
    read(found, entry) {
      if (closed) return Promise.reject(new Error('the reading was stopped'))
      thread ??= open()
      thread.ref()
      const id = ++asked
      return new Promise((done, fail) => {
        waiting.set(id, { done, fail })
        thread?.postMessage({ kind: 'read', id, found, entry } satisfies ReadAsk)
      })
    },
    async close() {
      closed = true
      await thread?.terminate()
    },
  }
}
