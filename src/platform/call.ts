/** What a verb is called with: the database, the time, who asks. */
import type { BriefTarget, Tokenizer } from '../core/brief/index.ts'
import type { Reach } from './outside-url.ts'
import type { Sql } from './sql.ts'

export type Role = 'viewer' | 'member' | 'admin' | 'owner'
/** What a token may: push what a machine records, what a viewer, a member, an admin may, or carry the workspace away and back. */
export type Scope = 'push' | 'read' | 'write' | 'manage' | 'move'

export interface Principal {
  /** Of the person; of the one who made it, where a token asks. */
  readonly id: string
  readonly name: string
  /** In this workspace. */
  readonly role: Role
  /** Where a token asks: what it may of that role. */
  readonly scopes?: readonly Scope[]
  /** `token laptop`, `browser`; absent for the person at the machine. */
  readonly via?: string
  /** The network address that it came from; absent for the person at the machine. */
  readonly address?: string
  /** The machine that pushes by itself; absent where a person asks. */
  readonly device?: string
}

/** The person at the machine. */
export const LOCAL_OWNER: Principal = { id: 'local', name: 'You', role: 'owner' }
/** What happens without anybody asking: when an alarm rings. */
export const PAAS: Principal = { id: 'paas', name: 'paas', role: 'owner' }

export interface Call {
  readonly sql: Sql
  /** Milliseconds since the epoch, the same for the whole call. */
  readonly now: number
  readonly principal: Principal
  readonly tokenizerOf: TokenizerOf
  /** Where messages of this workspace may go. */
  readonly reach: Reach
  /** What a row takes here, in bytes. */
  readonly rowBytesMax: number
  /** As much as one request may bring or take away. */
  readonly requestBytesMax: number
  /** Whether the key is held that a secret is sealed with. */
  readonly isHeld: (sealed: string) => boolean
}

/** What is done beside the database, of which the runtime knows how. */
export interface Edge {
  rotateKeys(): Promise<KeysRotated>
  /** Sets the workspace back to a time. @returns null where the runtime cannot. */
  rewind(toMs: number): Promise<Rewound | null>
}

export interface Rewound {
  /** By it that is taken back. */
  readonly undo: string
}

export interface KeysRotated {
  /** How many secrets are sealed with the new key now. */
  readonly sealed_anew: number
  /** How many no key opens that is held. */
  readonly lost: number
  /** A rotation that had been begun was finished, no other one begun. */
  readonly resumed: boolean
  /** null: they stand in the environment. */
  readonly keys_dropped: number | null
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
