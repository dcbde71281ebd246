/** An alert in one line, for people: of one thing what is the matter with it, of many how many and what they have in common. */
import type { Condition } from './condition.ts'

/** One thing that an alert is about. Instants are epoch milliseconds. */
export interface Subject {
  readonly kind: 'account' | 'handoff' | 'project' | 'workspace'
  /** Null: the workspace. */
  readonly id: number | null
  readonly name: string
  /** Of a quota window: its name, unit and figures. */
  readonly window?: string
  readonly unit?: string
  readonly capacity?: number | null
  readonly used?: number | null
  readonly left?: number | null
  readonly used_ratio?: number | null
  readonly resets_at?: number | null
  /** Of waste. */
  readonly lost?: number
  readonly loses_at?: number
  /** Of a forecast. */
  readonly probability?: number
  readonly runs_out_at?: number | null
  /** Since when it waits, or is quiet; null: ever since. */
  readonly since?: number | null
  readonly session_id?: number
}

/** @param subjects the first of `count`. */
export function titleOf(condition: Condition, subjects: readonly Subject[], count: number, now: number): string {
  const [first] = subjects
  if (!first) return ''
  return count === 1 ? sayOne(condition, first, now) : sayMany(condition, subjects, count, now)
}

function sayOne(condition: Condition, subject: Subject, now: number): string {
  const { name, loses_at = now, lost = 0 } = subject
  switch (condition.kind) {
    case 'threshold':
      return `${name}: ${sayLevel(subject)}`
    case 'forecast':
      return `${name}: ${saySoon(subject, now)}`
    case 'waste':
      return `${name}: ${count(lost)} credits are lost in ${span(loses_at - now)} unless they are used`
    case 'returned':
      return `${name} is back: ${ofAll(subject)} credits`
    case 'handoff_waiting':
      return `${name} has been waiting for an account for ${span(now - (subject.since ?? now))}`
    case 'no_activity':
      return 'minutes' in condition.after
        ? `${name}: nothing was recorded for ${span(now - (subject.since ?? now))}`
        : `${name}: nothing was recorded today by ${condition.after.by} (${condition.after.zone})`
  }
}

function sayMany(condition: Condition, subjects: readonly Subject[], n: number, now: number): string {
  const soonest = Math.min(...subjects.map(subject => subject.loses_at ?? Number.POSITIVE_INFINITY))
  switch (condition.kind) {
    case 'threshold':
      return `${count(n)} quota windows are nearly used up: ${list(subjects, n)}`
    case 'forecast':
      return `${count(n)} quota windows will run out before their reset: ${list(subjects, n)}`
    case 'waste':
      return `${count(n)} accounts lose credits in ${span(soonest - now)} or later unless they are used: ${list(subjects, n)}`
    case 'returned':
      return `${count(n)} accounts are back: ${list(subjects, n)}`
    case 'handoff_waiting':
      return `${count(n)} handoffs have been waiting for an account: ${list(subjects, n)}`
    case 'no_activity':
      return `Nothing was recorded of ${count(n)}: ${list(subjects, n)}`
  }
}

function sayLevel(subject: Subject): string {
  const { window = 'main', used_ratio, used, unit } = subject
  const of = window === 'main' ? 'its quota' : `its ${window} window`
  if (unit !== 'percent' && subject.left != null) return `${ofAll(subject)} ${unit ?? 'credits'} are left of ${of}`
  if (used_ratio != null) return `${Math.round(used_ratio * 100)} % of ${of} is used`
  return `${count(used ?? 0)} ${unit ?? 'credits'} of ${of} are used`
}

function saySoon({ window = 'main', probability = 0, runs_out_at, resets_at }: Subject, now: number): string {
  const what = window === 'main' ? 'its quota' : `its ${window} window`
  const when = runs_out_at == null ? '' : ` in about ${span(runs_out_at - now)}`
  const before = resets_at == null ? '' : `, before its reset in ${span(resets_at - now)}`
  return `${what} runs out${when} with ${Math.round(probability * 100)} % probability${before}`
}

const ofAll = ({ left, capacity }: Subject): string =>
  capacity == null ? count(left ?? 0) : `${count(left ?? 0)} of ${count(capacity)}`

const NAMES_MAX = 3

function list(subjects: readonly Subject[], n: number): string {
  const names = [...new Set(subjects.map(({ name }) => name))].slice(0, NAMES_MAX)
  const more = n - names.length
  return more > 0 ? `${names.join(', ')} and ${count(more)} more` : names.join(', ')
}

/** 12,345; amounts of money keep their cents. */
const count = (n: number): string => {
  const [whole = '0', cents] = String(Math.round(n * 100) / 100).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (cents ? `.${cents}` : '')
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** 5 min, 3 h, 2 d */
function span(ms: number): string {
  if (ms < 90 * MINUTE_MS) return `${Math.max(0, Math.round(ms / MINUTE_MS))} min`
  if (ms < 48 * HOUR_MS) return `${Math.round(ms / HOUR_MS)} h`
  return `${Math.round(ms / (24 * HOUR_MS))} d`
}
