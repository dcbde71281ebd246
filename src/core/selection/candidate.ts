/** What a choice is made among, and what is wished for. Times are epoch milliseconds, amounts credits. */

export const STRATEGIES = ['most-credits', 'expiring-first', 'balanced'] as const
export type Strategy = (typeof STRATEGIES)[number]

export interface Candidate {
  readonly id: number
  readonly account_name: string
  readonly platform: string
  readonly specialization: string | null
  /** What is usable of it. */
  readonly creditsAvailable: number
  readonly status: 'available' | 'active'
  /** Sessions since its last reset. */
  readonly recentSessions: number
  /** Null: never. */
  readonly lastUsedAt: number | null
  /** What is lost at `losesAt` if nobody uses it. */
  readonly lostAtReset: number
  readonly losesAt: number | null
  /** How sessions of the wished type ended on it; absent where nothing is known. */
  readonly learned?: Learned
  /** It worked last in this project: its prompt cache may still be warm. */
  readonly sticky: boolean
}

export interface Learned {
  readonly sessions: number
  /** Completed or handed over, not failed. */
  readonly finished: number
}

/** What such a session has used so far. */
export interface Need {
  /** Half of them used no more. */
  readonly typical: number
  /** Nine of ten used no more. */
  readonly high: number
  readonly sessions: number
}

export interface Wish {
  readonly specialization?: string | null | undefined
  readonly sessionType?: string | undefined
  readonly minCredits: number
  readonly need?: Need | undefined
  readonly strategy: Strategy
  readonly now: number
}
