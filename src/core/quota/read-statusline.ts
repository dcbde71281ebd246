/** What Claude Code hands to a statusline. Every field may be missing or of another type: then it is not known. */
import type { ReadingEvent } from '../transcript/event.ts'
import { type Json, number, object, string } from '../transcript/json.ts'

export interface Statusline {
  readonly sessionKey?: string
  /** The log of the session. */
  readonly file?: string
  readonly model?: string
  readonly folder?: string
  readonly contextPercent?: number
  readonly costUsd?: number
  readonly readings: readonly ReadingEvent[]
}

const NAMES: Readonly<Record<string, string>> = { five_hour: '5h', seven_day: 'weekly' }
const PERCENT_MAX = 1000

/** @param at when it was handed over, epoch milliseconds. */
export function readStatusline(value: unknown, at: number): Statusline {
  const told = object(value) ?? {}
  const model = object(told.model)
  const workspace = object(told.workspace)
  const facts = {
    sessionKey: string(told.session_id),
    file: string(told.transcript_path),
    model: string(model?.display_name) ?? string(model?.id),
    folder: string(workspace?.project_dir) ?? string(workspace?.current_dir) ?? string(told.cwd),
    contextPercent: percent(object(told.context_window)?.used_percentage),
    costUsd: number(object(told.cost)?.total_cost_usd),
  }
  return { ...facts, readings: readLimits(object(told.rate_limits) ?? {}, at) }
}

function readLimits(limits: Json, at: number): ReadingEvent[] {
  const readings: ReadingEvent[] = []
  for (const [name, value] of Object.entries(limits)) {
    const usedPercent = percent(object(value)?.used_percentage)
    if (usedPercent === undefined) continue
    const resetsAt = epochMs(object(value)?.resets_at)
    const reading = { type: 'reading', line: 1, at, window: windowOf(name), usedPercent, source: 'statusline' } as const
    readings.push(resetsAt === undefined ? reading : { ...reading, resetsAt })
  }
  return readings
}

/** `five_hour`, `seven_day`; a model's own `seven_day_opus`. */
function windowOf(name: string): string {
  const kind = Object.keys(NAMES).find(known => name === known || name.startsWith(`${known}_`))
  const own = kind === undefined ? name : `${NAMES[kind]}${name.slice(kind.length)}`
  return own.replaceAll('_', '-').slice(0, 100) || 'unknown'
}

function percent(value: unknown): number | undefined {
  const told = number(value)
  return told === undefined || told < 0 || told > PERCENT_MAX ? undefined : told
}

/** Epoch seconds, milliseconds, or an ISO time. */
function epochMs(value: unknown): number | undefined {
  const told = number(value) ?? (typeof value === 'string' ? Date.parse(value) : Number.NaN)
  const ms = typeof value === 'number' && told < 100_000_000_000 ? told * 1000 : told
  return ms > 0 && ms <= 8_640_000_000_000 ? Math.round(ms) : undefined
}
