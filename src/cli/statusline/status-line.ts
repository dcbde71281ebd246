/** The line that stands below the prompt: `Opus · shop · ctx 42 % · 5h 37 % ↻ 14:20 · week 61 % · next: claude · ayu`. */
import type { Statusline } from '../../core/quota/read-statusline.ts'
import type { ReadingEvent } from '../../core/transcript/event.ts'

export interface Shown {
  readonly status: Statusline
  /** Where nothing says in which folder the work is. */
  readonly folder: string
  /** The account to go on with; null where it is not known. */
  readonly next: string | null
  readonly now: number
  readonly coloured: boolean
}

const DAY_MS = 86_400_000
const NEAR_PERCENT = 75
const FULL_PERCENT = 90
const WORD_MAX = 40
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

export function statusLine({ status, folder, next, now, coloured }: Shown): string {
  const { model, contextPercent, costUsd, readings } = status
  const windows = readings.filter(({ resetsAt }) => resetsAt === undefined || resetsAt > now)
  const cost = windows.length === 0 && costUsd !== undefined ? `$${costUsd.toFixed(2)}` : undefined
  const parts = [
    model ?? 'paas',
    lastName(status.folder ?? folder),
    contextPercent === undefined ? undefined : paint(`ctx ${Math.round(contextPercent)} %`, contextPercent, coloured),
    ...windows.map(reading => paint(windowText(reading, now), reading.usedPercent ?? 0, coloured)),
    cost,
    next === null ? undefined : `next: ${next}`,
  ]
  return parts.flatMap(part => (part ? [oneLine(part)] : [])).join(' · ')
}

/** When it resets is worth the room where that is today, or little is left. */
function windowText({ window, usedPercent = 0, resetsAt }: ReadingEvent, now: number): string {
  const name = window.replace(/^weekly/, 'week').replaceAll('-', ' ')
  const told = resetsAt !== undefined && (resetsAt - now < DAY_MS || usedPercent >= NEAR_PERCENT)
  return `${name} ${Math.round(usedPercent)} %${told ? ` ↻ ${clock(resetsAt, now)}` : ''}`
}

/** `14:20`, `Thu 09:00`. Not `toLocaleString`, whose first call loads a third of a second of language data. */
function clock(at: number, now: number): string {
  const when = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  const time = `${two(when.getHours())}:${two(when.getMinutes())}`
  return at - now < DAY_MS ? time : `${DAYS[when.getDay()]} ${time}`
}

function paint(text: string, usedPercent: number, coloured: boolean): string {
  if (!coloured || usedPercent < NEAR_PERCENT) return text
  return `\u001b[${usedPercent >= FULL_PERCENT ? 31 : 33}m${text}\u001b[0m`
}

const lastName = (path: string): string => clip(path.split(/[/\\]/).filter(Boolean).at(-1) ?? '')

/** What stands in a name is shown, never obeyed: only our own colours are left. */
const oneLine = (text: string): string => text.replace(/(?!\u001b\[(?:31|33|0)m)[\u0000-\u001f\u007f-\u009f]+/g, ' ')

const clip = (text: string): string => (text.length <= WORD_MAX ? text : `${text.slice(0, WORD_MAX - 1)}…`)
