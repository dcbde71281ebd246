/** Messages to other systems on their way: reserved in one transaction, sent without a database in hand, settled in another. */

import type { Kept } from './seal.ts'

export interface Outgoing {
  readonly id: number
  readonly kind: 'webhook'
  /** The same at every attempt. */
  readonly messageId: string
  /** 1, 2, 3… */
  readonly attempt: number
  readonly url: string
  /** As it goes out, to the byte. */
  readonly body: string
  /** Each signs: two while the secret is being changed. */
  readonly secrets: readonly Kept[]
}

export type Outcome =
  | { readonly kind: 'delivered'; readonly status: number }
  | {
      readonly kind: 'failed'
      readonly error: string
      /** Absent where no answer came. */
      readonly status?: number
      /** Not before so long. */
      readonly retryAfterMs?: number
    }

export interface Outbox {
  /** @returns what is due, at most `limit`; each is this caller's until it is settled, or for half a minute. */
  reserve(limit: number): Outgoing[]
  settle(sent: Outgoing, outcome: Outcome): void
}
