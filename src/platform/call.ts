/** What a verb is called with: the database, the time, who asks. */
import type { BriefTarget, Tokenizer } from '../core/brief/index.ts'
import type { Reach } from './outside-url.ts'
import type { Sql } from './sql.ts'

export interface Principal {
  readonly id: string
  readonly name: string
  readonly role: 'owner' | 'admin' | 'member' | 'viewer'
  /** The machine that pushes by itself; absent where a person asks. */
  readonly device?: string
}

/** The person at the machine. */
export const LOCAL_OWNER: Principal = { id: 'local', name: 'You', role: 'owner' }

export interface Call {
  readonly sql: Sql
  /** Milliseconds since the epoch, the same for the whole call. */
  readonly now: number
  readonly principal: Principal
  readonly tokenizerOf: TokenizerOf
  /** Where messages of this workspace may go. */
  readonly reach: Reach
}

/** The tokenizer of a brief's target, where its maker has published one and the runtime holds it. */
export type TokenizerOf = (target: BriefTarget) => Tokenizer | undefined

export type Clock = () => number

/** Wakes the workspace at a time, once; the newest call counts. Survives a restart, by whatever means the runtime has. */
export interface Alarm {
  wakeAt(ms: number): void
}

export interface Log {
  error(message: string, detail: Readonly<Record<string, unknown>>): void
}
