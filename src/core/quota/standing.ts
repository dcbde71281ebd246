/** What an account's evidence adds up to: how many credits are usable, and its status. */

export type AccountStatus = 'available' | 'active' | 'exhausted' | 'blocked'

export interface Evidence {
  /** Sum of the ledger, in credits; below zero where more was used than was thought to be there. */
  readonly balance: number
  readonly capacity: number
  readonly unlimited: boolean
  /** `blocked` until a person says otherwise; `exhausted` and `active` until the next reset. */
  readonly said: AccountStatus | null
  /** One of its sessions is in progress. */
  readonly inUse: boolean
  /** Credits of the main window that are never given to a session. */
  readonly reserve?: number
  /** What its other windows leave, in credits of the main one. */
  readonly othersLeave?: number
}

export interface Standing {
  /** 0..capacity */
  readonly creditsAvailable: number
  readonly status: AccountStatus
}

/** Under ten credits an account is exhausted, as specified; one that never holds a hundred, under a tenth of what it holds. */
const EXHAUSTED_BELOW = 10
const EXHAUSTED_BELOW_RATIO = 0.1

export function measureStanding(evidence: Evidence): Standing {
  const { balance, capacity, unlimited, reserve = 0, othersLeave = capacity } = evidence
  const own = unlimited ? capacity : Math.min(capacity, balance) - reserve
  const creditsAvailable = Math.max(0, Math.floor(Math.min(own, othersLeave)))
  return { creditsAvailable, status: statusOf(evidence, creditsAvailable) }
}

function statusOf({ said, inUse, capacity }: Evidence, creditsAvailable: number): AccountStatus {
  if (said === 'blocked') return 'blocked'
  if (said === 'exhausted' || creditsAvailable < Math.min(EXHAUSTED_BELOW, capacity * EXHAUSTED_BELOW_RATIO))
    return 'exhausted'
  return inUse || said === 'active' ? 'active' : 'available'
}
