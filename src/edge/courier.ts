/** Carries what is due out of an outbox: reserve, send without a database in hand, settle. What it dies over is due again. */
import type { Outbox, Outcome, Outgoing } from '../platform/outgoing.ts'

export interface Courier {
  /** Something may be due. */
  go(): void
  /** When nothing is on its way any more. */
  idle(): Promise<void>
  /** Takes up nothing more and settles nothing more. */
  close(): void
}

export interface CourierParts {
  /** Asked for only when the courier goes: the outbox may be opened after it. */
  readonly outbox: () => Outbox
  readonly send: (message: Outgoing, signal: AbortSignal) => Promise<Outcome>
  readonly onError: (error: unknown) => void
}

const AT_ONCE = 8

export function openCourier({ outbox, send, onError }: CourierParts): Courier {
  const onTheirWay = new Set<Promise<void>>()
  const closing = new AbortController()
  const isClosed = () => closing.signal.aborted

  function go(): void {
    if (isClosed() || onTheirWay.size >= AT_ONCE) return
    try {
      for (const message of outbox().reserve(AT_ONCE - onTheirWay.size)) begin(message)
    } catch (error) {
      onError(error)
    }
  }

  function begin(message: Outgoing): void {
    const way = carry(message).finally(() => {
      onTheirWay.delete(way)
      go()
    })
    onTheirWay.add(way)
  }

  async function carry(message: Outgoing): Promise<void> {
    try {
      const outcome = await send(message, closing.signal)
      if (!isClosed()) outbox().settle(message, outcome)
    } catch (error) {
      // Not settled, it is due again when its reservation ends.
      onError(error)
    }
  }

  return {
    go,
    async idle() {
      while (onTheirWay.size > 0) await Promise.all(onTheirWay)
    },
    close: () => closing.abort(),
  }
}
