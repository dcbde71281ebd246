/** What a policy watches for, and what is known of the one thing it looks at. Instants are epoch milliseconds. */

export type Condition = Threshold | Forecast | Waste | Returned | HandoffWaiting | NoActivity

/** A share is 0..1, an amount is of the window's own unit. */
export interface Measure {
  readonly per: 'share' | 'amount'
  readonly at: number
  /** So far back it must go to be over; a twentieth where nothing is said. */
  readonly margin?: number | undefined
}

export interface Threshold extends Measure {
  readonly kind: 'threshold'
  readonly of: 'used' | 'left'
  /** Only windows of this name. */
  readonly window?: string | undefined
}

/** It runs out before its reset, at least so probably (0..1). */
export interface Forecast {
  readonly kind: 'forecast'
  readonly probability: number
  readonly window?: string | undefined
}

/** So much is lost at the next reset, which is so near. */
export interface Waste extends Measure {
  readonly kind: 'waste'
  readonly minutes: number
}

/** It was used up, and so much of it (0..1) is there again. */
export interface Returned {
  readonly kind: 'returned'
  readonly at: number
}

export interface HandoffWaiting {
  readonly kind: 'handoff_waiting'
  readonly minutes: number
}

export interface NoActivity {
  readonly kind: 'no_activity'
  readonly after: Silence
}

/** So long, or all day until a time of day. */
export type Silence =
  | { readonly minutes: number }
  | {
      /** `10:00` */
      readonly by: string
      readonly zone: string
      /** From 1, Monday, to 7; every day where nothing is said. */
      readonly days?: readonly number[] | undefined
    }

/** What was decided the last time; absent where nothing was worth remembering. */
export interface Was {
  readonly holds: boolean
  /** It was used up: what a return is measured from. */
  readonly armed: boolean
  /** The period that it held for ends; null where it has no end of its own. */
  readonly until: number | null
}

export interface Verdict {
  /** Null: nothing is known, so it stays as it was. */
  readonly holds: boolean | null
  readonly armed?: boolean
  /** While it holds: the period it holds for ends. Another period is another crossing. */
  readonly until?: number | null
  /** When it may be otherwise although nothing happened; null where it then stays as it is. */
  readonly lookAt: number | null
}

export const FALSE: Verdict = { holds: false, lookAt: null }
