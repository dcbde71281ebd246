/** What all windows of an account together leave of it, in credits of its main one. */
import type { Measured } from './measure-window.ts'
import { type DescribedWindow, isLimit } from './window.ts'

export interface MeasuredWindow extends DescribedWindow, Measured {
  /** Its credits are those of the account. */
  readonly main: boolean
  /** 0..1; null where it is not known. */
  readonly usedRatio: number | null
}

export interface Left {
  /** Infinite where no window limits the account. */
  readonly credits: number
  /** The window that leaves the least; null where none limits. */
  readonly tightest: MeasuredWindow | null
}

/** The account's own measure: how many credits its main window holds, and of what. */
export interface Scale {
  readonly capacity: number
  readonly unit: DescribedWindow['unit']
}

/** The least over the windows that hold for the whole account; one of which nothing is known leaves everything. */
export function measureLeft(windows: readonly MeasuredWindow[], scale: Scale): Left {
  let left: Left = { credits: Number.POSITIVE_INFINITY, tightest: null }
  for (const window of windows) {
    const credits = isLimit(window) ? creditsOf(window, window.usable, scale) : null
    if (credits !== null && credits < left.credits) left = { credits, tightest: window }
  }
  return left
}

export interface Loss {
  readonly credits: number
  /** Epoch milliseconds. */
  readonly at: number
}

/** What is lost first if nobody uses it: never more than could still be used. */
export function measureLoss(windows: readonly MeasuredWindow[], scale: Scale, usable: number): Loss | null {
  let first: Loss | null = null
  for (const window of windows) {
    if (!isLimit(window) || window.resetsAt === null || (first && window.resetsAt >= first.at)) continue
    const credits = Math.floor(Math.min(usable, creditsOf(window, window.lostAtReset, scale) ?? 0))
    if (credits > 0) first = { credits, at: window.resetsAt }
  }
  return first
}

/** An amount of a window in credits of the main one: as it is where both count the same, else by its share. */
function creditsOf(window: MeasuredWindow, amount: number | null, { capacity, unit }: Scale): number | null {
  if (amount === null || window.renewal.kind === 'unlimited') return null
  if (window.unit === unit) return amount
  if (window.capacity === null) return null
  return window.capacity > 0 ? (amount / window.capacity) * capacity : 0
}

/** 0..1; of a capacity of 0 everything is used. */
export function usedRatioOf({ used }: Pick<Measured, 'used'>, capacity: number | null): number | null {
  if (used === null || capacity === null) return null
  return capacity > 0 ? used / capacity : 1
}

export type Confidence = 'high' | 'medium' | 'low'

const FRESH_MS = 3_600_000

/** How far a figure is to be trusted: said lately, reckoned from what was recorded, or only assumed. */
export function confidenceOf({ source, ageMs }: Pick<Measured, 'source' | 'ageMs'>): Confidence {
  if (source === 'none') return 'low'
  return source === 'reading' && ageMs !== null && ageMs <= FRESH_MS ? 'high' : 'medium'
}
