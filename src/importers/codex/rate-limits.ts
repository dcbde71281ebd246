/** What a response said of the account's quota: `rate_limits` beside a token count, in the shapes of several versions. */
import { windowOfMinutes } from '../../core/quota/windows.ts'
import type { Draft, Place } from '../../core/transcript/draft.ts'
import type { ReadingEvent } from '../../core/transcript/event.ts'
import { type Json, number, object, string } from '../../core/transcript/json.ts'
import type { State } from './state.ts'

/** The same figure is told again after so long, so that its age is known. */
const AGAIN_MS = 10 * 60_000
/** Codex counts the reset in seconds from now: it moves a little with every response. */
const RESET_MS = 3 * 60_000

export function readLimits(payload: Json, place: Place, state: State): void {
  const limits = object(payload.rate_limits)
  if (!limits || place.at === undefined) return
  const plan = string(limits.plan_type)
  const model = limitOf(limits)
  for (const name of ['primary', 'secondary', 'weekly']) {
    const window = object(limits[name]) ?? flatWindow(limits, name)
    if (window) readWindow(window, { at: place.at, line: place.line, plan, model }, state)
  }
  readCredits(limits, { at: place.at, line: place.line, plan, model: '' }, state)
}

interface Around {
  readonly at: number
  readonly line: number
  readonly plan: string | undefined
  /** Of a limit that is not the account's own: `-` and its name. */
  readonly model: string
}

/** `codex` is the account's own; others are of one model. */
function limitOf({ limit_id, limit_name }: Json): string {
  const name = limit_id === 'codex' ? undefined : (string(limit_name) ?? string(limit_id))
  return name ? `-${name.toLowerCase().replaceAll(' ', '-')}` : ''
}

/** `primary_used_percent`, `primary_window_minutes`: how 2025's versions wrote it. */
function flatWindow(limits: Json, name: string): Json | undefined {
  const used_percent = limits[`${name}_used_percent`]
  return used_percent === undefined ? undefined : { used_percent, window_minutes: limits[`${name}_window_minutes`] }
}

function readWindow(told: Json, { at, line, plan, model }: Around, state: State): void {
  const usedPercent = number(told.used_percent)
  const minutes = number(told.window_minutes)
  // Which of the two windows is which is told by its length only.
  if (usedPercent === undefined || minutes === undefined || minutes <= 0) return
  const inSeconds = number(told.resets_in_seconds)
  const resetsAt = number(told.resets_at) ?? (inSeconds === undefined ? undefined : at / 1000 + inSeconds)
  const window = `${windowOfMinutes(minutes)}${model}`
  const reading: Draft<ReadingEvent> = { type: 'reading', line, at, window, usedPercent, source: 'log' }
  if (resetsAt !== undefined) reading.resetsAt = Math.round(resetsAt) * 1000
  tell(reading, plan, state)
}

function readCredits(limits: Json, { at, line, plan }: Around, state: State): void {
  const credits = object(limits.credits)
  const remaining = Number(credits?.balance ?? Number.NaN)
  if (credits?.has_credits !== true || !Number.isFinite(remaining)) return
  tell({ type: 'reading', line, at, window: 'credits', remaining, unit: 'credits', source: 'log' }, plan, state)
}

function tell(reading: Draft<ReadingEvent>, plan: string | undefined, { told, out }: State): void {
  if (plan) reading.plan = plan
  const last = told.get(reading.window)
  if (last && isSame(last, reading) && reading.at - last.at < AGAIN_MS) return
  told.set(reading.window, reading)
  out.push(reading)
}

const isSame = (a: ReadingEvent, b: ReadingEvent): boolean =>
  a.usedPercent === b.usedPercent &&
  a.remaining === b.remaining &&
  Math.abs((a.resetsAt ?? 0) - (b.resetsAt ?? 0)) <= RESET_MS
