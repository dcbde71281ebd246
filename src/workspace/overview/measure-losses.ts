/** What was lost on the way: credits at resets; time and tokens between a session and the one that took over. */
import { countTokens } from '../../core/brief/index.ts'
import { meanOf, medianOf, totalOf } from '../../core/efficiency/figures.ts'
import { fromSqlTime } from '../../platform/time.ts'
import type { EndedWindow, HandedOver } from './store.ts'

const MINUTE_MS = 60_000

export function measureWaste(windows: readonly EndedWindow[]) {
  const { value } = totalOf(windows.map(window => window.left_over))
  const { value: sessions } = totalOf(windows.map(window => window.sessions))
  return { value, sessions: sessions ?? 0, resets: windows.length }
}

export function measureHandedOver(handedOver: readonly HandedOver[]) {
  const gaps = handedOver.map(gapMinutes)
  // A briefing that no first turn was seen of may never have been given.
  const tokens = handedOver.map(({ briefing, reasked }) => (reasked === null ? null : countTokens(briefing)))
  return {
    handoff_gap_minutes: { ...medianOf(gaps), total: totalOf(gaps).value },
    reexplained_tokens: { ...totalOf(tokens), per_handoff: meanOf(tokens).value },
    fetched_again: totalOf(handedOver.map(({ reasked }) => reasked)),
  }
}

/** Null where one of the ends is not known, or the first session went on beside the one that took over. */
function gapMinutes({ ended, begun }: HandedOver): number | null {
  if (ended === null || begun === null) return null
  const minutes = (fromSqlTime(begun) - fromSqlTime(ended)) / MINUTE_MS
  return minutes < 0 ? null : Math.round(minutes * 10) / 10
}
