/** How near a session is to where its project wants it handed over, and what that asks for. */

/** In percent: of the credits that a session may use, or of a quota window. */
export interface Thresholds {
  readonly prepare: number
  readonly warn: number
  readonly rotate: number
}

export type Stage = 'far' | 'prepared' | 'warned' | 'reached'

/** The share at which credits are reached, where a project says them and no share. */
export const USUAL: Thresholds = { prepare: 70, warn: 85, rotate: 90 }

/** A figure that falls by less than so many points was not better: it is the same crossing. */
const SLACK = 10

export function stageOf(
  percent: number,
  { prepare, warn, rotate }: Thresholds,
  before: Exclude<Stage, 'reached'>,
): Stage {
  if (percent >= rotate) return 'reached'
  if (percent >= warn || (before === 'warned' && percent > warn - SLACK)) return 'warned'
  if (percent >= prepare || (before !== 'far' && percent > prepare - SLACK)) return 'prepared'
  return 'far'
}

/** Credits as a share, so that reaching `rotateAt` of them is reaching the threshold. */
export const percentOfCredits = (used: number, rotateAt: number, { rotate }: Thresholds): number =>
  (used / rotateAt) * rotate
