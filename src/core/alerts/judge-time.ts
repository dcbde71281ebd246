/** Whether too much time has passed: since a handoff began to wait, or since anything was recorded. */
import { calendarPeriod } from '../quota/calendar-period.ts'
import { instantOf, wallTimeAt } from '../quota/zoned-time.ts'
import type { HandoffWaiting, NoActivity, Silence, Verdict, Was } from './condition.ts'
import { FALSE } from './condition.ts'

const MINUTE_MS = 60_000

/** @param since when it began to wait; null where it waits no longer. */
export function judgeWaiting({ minutes }: HandoffWaiting, since: number | null, was: Was | null, now: number): Verdict {
  if (since === null) return FALSE
  const due = since + minutes * MINUTE_MS
  return was?.holds || now >= due ? { holds: true, lookAt: null } : { holds: false, lookAt: due }
}

export interface ActivityFacts {
  /** Null: nothing ever. */
  readonly lastAt: number | null
  /** Nobody is expected to have worked before anybody asked. */
  readonly watchedFrom: number
}

export function judgeActivity({ after }: NoActivity, facts: ActivityFacts, was: Was | null, now: number): Verdict {
  const { lastAt, watchedFrom } = facts
  const last = Math.max(watchedFrom, lastAt ?? watchedFrom)
  return 'minutes' in after ? judgeSilence(after.minutes, last, was, now) : judgeDay(after, last, was, now)
}

function judgeSilence(minutes: number, last: number, was: Was | null, now: number): Verdict {
  const due = last + minutes * MINUTE_MS
  const told = was?.holds === true && was.until === due
  return told || now >= due ? { holds: true, until: due, lookAt: null } : { holds: false, lookAt: due }
}

type ByTime = Extract<Silence, { by: string }>

function judgeDay(after: ByTime, last: number, was: Was | null, now: number): Verdict {
  const day = calendarPeriod({ kind: 'daily', zone: after.zone, atMinute: 0 }, now)
  const due = deadlineOf(after, day.from)
  const isQuiet = due !== null && last < day.from
  const told = was?.holds === true && was.until === day.until
  if (isQuiet && (told || now >= due)) return { holds: true, until: day.until, lookAt: day.until }
  return { holds: false, lookAt: isQuiet ? due : nextDeadline(after, day.until) }
}

/** When the time comes on the day that begins then; null where the day does not count. */
function deadlineOf({ by, zone, days }: ByTime, dayFrom: number): number | null {
  const { year, month, day } = wallTimeAt(zone, dayFrom)
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7
  if (days && !days.includes(weekday)) return null
  const [hour = 0, minute = 0] = by.split(':').map(Number)
  return instantOf(zone, { year, month, day, hour, minute })
}

function nextDeadline(after: ByTime, from: number): number | null {
  let dayFrom = from
  for (let days = 0; days < 7; days++) {
    const due = deadlineOf(after, dayFrom)
    if (due !== null) return due
    dayFrom = calendarPeriod({ kind: 'daily', zone: after.zone, atMinute: 0 }, dayFrom).until
  }
  return null
}
