/** Batches that come while another is being written are written together: one wait for the disk in place of many. */
import { setImmediate as breath } from 'node:timers/promises'
import type { WorkspaceApp } from '../../workspace/app.ts'

type Batch = Parameters<WorkspaceApp['capture']>[0][number]
type Receipt = ReturnType<WorkspaceApp['capture']>[number]
export type Capture = (batch: Batch) => Promise<Receipt>

interface Waiting {
  readonly batch: Batch
  readonly done: (receipt: Receipt) => void
  readonly fail: (error: unknown) => void
}

export function captureTogether(app: Pick<WorkspaceApp, 'capture'>): Capture {
  const waiting: Waiting[] = []
  let isWriting = false

  async function write(): Promise<void> {
    isWriting = true
    while (waiting.length > 0) {
      await breath()
      const together = waiting.splice(0)
      // One that is refused undoes the others: each is then tried alone.
      if (!answer(together)) for (const one of together) answer([one], true)
    }
    isWriting = false
  }

  function answer(together: readonly Waiting[], isLast = together.length === 1): boolean {
    try {
      const receipts = app.capture(together.map(({ batch }) => batch))
      for (const [i, { done }] of together.entries()) done(receipts[i] as Receipt)
      return true
    } catch (error) {
      if (isLast) for (const { fail } of together) fail(error)
      return isLast
    }
  }

  return batch =>
    new Promise((done, fail) => {
      waiting.push({ batch, done, fail })
      if (!isWriting) void write()
    })
}
