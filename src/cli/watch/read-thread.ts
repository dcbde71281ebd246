/** The thread that reads logs: what it reads is captured by the thread that holds the workspace. */
import { parentPort } from 'node:worker_threads'
import type { Client } from '../../client/index.ts'
import { type Follower, openFollower } from './follow-log.ts'
import type { ReadAnswer, ReadAsk } from './open-readings.ts'

/** Logs that are being written right now; few at a time. */
const FOLLOWED_MAX = 32

const followers = new Map<string, Follower>()
const sent = new Map<
  number,
  { done(receipt: Awaited<ReturnType<Client['capture']>>): void; fail(error: Error): void }
>()
let batches = 0

const tell = (answer: ReadAnswer) => parentPort?.postMessage(answer)

const capture: Client['capture'] = batch =>
  new Promise((done, fail) => {
    sent.set(++batches, { done, fail })
    tell({ kind: 'capture', batch, id: batches })
  })

parentPort?.on('message', (ask: ReadAsk) => {
  if (ask.kind === 'read') {
    void read(ask)
    return
  }
  const { done, fail } = sent.get(ask.id) as NonNullable<ReturnType<typeof sent.get>>
  sent.delete(ask.id)
  if (ask.kind === 'captured') done(ask.receipt)
  else fail(new Error(ask.message))
})

async function read({ id, found, entry }: Extract<ReadAsk, { kind: 'read' }>): Promise<void> {
  const follower = followers.get(found.path) ?? openFollower({ capture, now: Date.now })
  followers.delete(found.path)
  try {
    const caughtUp = await follower.catchUp(found, entry)
    followers.set(found.path, follower)
    for (const oldest of followers.keys()) if (followers.size > FOLLOWED_MAX) followers.delete(oldest)
    tell({ kind: 'read', id, ...caughtUp })
  } catch (error) {
    tell({ kind: 'failed', id, message: (error as Error).message })
  }
}
