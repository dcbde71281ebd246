/** Makes an event fit what the API takes: very long words are cut, with a note of how much stays in the log. */
import { fingerprint } from '../core/fingerprint.ts'
import type { MetaEvent, ReadingEvent, TurnEvent, UsageEvent } from '../core/transcript/event.ts'

/** Characters of a turn's words, or of one argument of its call. */
export const TEXT_MAX = 200_000
const KEY_MAX = 500
const WORDS_MAX = 4096
const MODEL_MAX = 200
const READING_WORDS_MAX = 100

export function fitTurn(turn: TurnEvent): TurnEvent {
  const { key, line, text, tool, files, at } = turn
  const long = tool?.input && Object.values(tool.input).some(tooLong)
  const odd = files?.some(file => file.path === '' || file.path.length > WORDS_MAX)
  if (text.length <= TEXT_MAX && key.length <= KEY_MAX && !long && !odd && isTime(at)) return turn
  return {
    ...turn,
    key: fitKey(key),
    text: cut(text, line),
    at: isTime(at) ? at : undefined,
    ...(files && { files: files.filter(file => file.path !== '' && file.path.length <= WORDS_MAX) }),
    ...(long && { tool: { ...tool, input: mapValues(tool.input ?? {}, value => cutValue(value, line)) } }),
  }
}

export function fitUsage(usage: UsageEvent): UsageEvent {
  const { key, model, at } = usage
  return { ...usage, key: fitKey(key), model: model.slice(0, MODEL_MAX), at: isTime(at) ? at : undefined }
}

export const fitReading = (reading: ReadingEvent): ReadingEvent => ({
  ...reading,
  window: reading.window.slice(0, READING_WORDS_MAX),
  plan: reading.plan?.slice(0, READING_WORDS_MAX),
})

/** A figure from another age, or more than ten times the limit, is a fault of the log. */
export const isReadable = ({ at, resetsAt, usedPercent = 0 }: ReadingEvent): boolean =>
  isTime(at) && isTime(resetsAt) && usedPercent >= 0 && usedPercent <= 1000

export const fitMeta = (meta: MetaEvent): MetaEvent => ({
  ...meta,
  ...mapValues(meta, value => (typeof value === 'string' ? value.slice(0, WORDS_MAX) : value)),
})

/** A key that the API takes, the same for the same key. */
export const fitKey = (key: string): string =>
  key.length > 0 && key.length <= KEY_MAX ? key : `${key.slice(0, 100)}…${fingerprint(key)}`

function cut(text: string, line: number): string {
  if (text.length <= TEXT_MAX) return text
  // Half of a character that takes two code units would not survive the way.
  const half = /[\ud800-\udbff]/.test(text[TEXT_MAX - 1] ?? '')
  const kept = text.slice(0, half ? TEXT_MAX - 1 : TEXT_MAX)
  return `${kept}… [${amount(text.length - kept.length)} more in the log, line ${line}]`
}

function amount(characters: number): string {
  return characters < 1_000_000 ? `${Math.ceil(characters / 1000)} kB` : `${(characters / 1_000_000).toFixed(1)} MB`
}

const tooLong = (value: unknown): boolean =>
  typeof value === 'string' ? value.length > TEXT_MAX : typeof value === 'object' && sizeOf(value) > TEXT_MAX

function cutValue(value: unknown, line: number): unknown {
  if (typeof value === 'string') return cut(value, line)
  return tooLong(value) ? cut(JSON.stringify(value), line) : value
}

/** Characters of the strings in a value. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  let size = 2
  for (const inner of Object.values(value)) size += sizeOf(inner) + 8
  return size
}

/** Bounds of what SQLite and a Date both take: 1970 to 2243. */
const isTime = (at: number | undefined): boolean =>
  at === undefined || (Number.isInteger(at) && at >= 0 && at <= 8_640_000_000_000)

const mapValues = <T extends object>(values: T, change: (value: unknown) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
