/** Whose past tells: the account's own, its project's, both, or nobody's yet. */
import { DAY_SLOTS, type History, SLOT_MS } from './history.ts'

export interface Source {
  readonly whose: 'account' | 'project'
  readonly history: History
  /** Of the futures. */
  readonly share: number
  /** Whose days tell how large they are, where the history is another's. */
  readonly sizedBy?: History
}

/** Whose past has fewer days with use, or spans fewer days, tells nothing yet. */
const ACTIVE_DAYS_MIN = 4
const SPAN_DAYS_MIN = 5
/** Twice as far back as ahead, up to this. */
const SPAN_DAYS_ENOUGH = 21
/** With so many days an account's own past weighs as much as its project's. */
const OWN_DAYS = 4
const DAY_MS = DAY_SLOTS * SLOT_MS

/** None where nobody's past is enough to look `lengthMs` ahead. */
export function chooseSources(own: History, project: History, lengthMs: number): Source[] {
  const projectTells = isEnough(project, lengthMs)
  if (!isEnough(own, lengthMs)) return projectTells ? [{ whose: 'project', history: project, share: 1 }] : []
  if (!projectTells) return [{ whose: 'account', history: own, share: 1 }]
  const share = own.activeDays / (own.activeDays + OWN_DAYS)
  return [
    { whose: 'account', history: own, share },
    { whose: 'project', history: project, share: 1 - share, sizedBy: own },
  ]
}

/** What would be enough. */
export function explainMissing({ activeDays, slots }: History, lengthMs: number): string {
  const known = `${activeDays} days with use within ${Math.ceil(slots / DAY_SLOTS)} days`
  return `only ${known} are known of it; ${ACTIVE_DAYS_MIN} within ${spanDaysMin(lengthMs)} would be enough`
}

const spanDaysMin = (lengthMs: number) =>
  Math.max(SPAN_DAYS_MIN, Math.min(SPAN_DAYS_ENOUGH, Math.ceil((2 * lengthMs) / DAY_MS)))

const isEnough = ({ activeDays, slots }: History, lengthMs: number) =>
  activeDays >= ACTIVE_DAYS_MIN && slots >= spanDaysMin(lengthMs) * DAY_SLOTS
