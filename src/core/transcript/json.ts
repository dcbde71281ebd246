/** Careful hands for JSON of unknown shape: each gives the value if it has the type, else nothing. */

export type Json = Readonly<Record<string, unknown>>

export const object = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The objects of a list. */
export const records = (value: unknown): Json[] =>
  list(value).filter((entry): entry is Json => object(entry) !== undefined)

export const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

/** Milliseconds since the epoch of an ISO time; nothing where it is none. */
export function instant(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : at
}

/** An object as a call's arguments; nothing where it nests so deep that writing it as JSON could fail. */
export function argumentsOf(value: unknown): Json {
  const found = object(value)
  return found && !nestsDeeper(found, NESTING_MAX) ? found : {}
}

const NESTING_MAX = 200

function nestsDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && nestsDeeper(inner, levels - 1)) return true
  }
  return false
}

export type ParsedLine = { readonly record: Json } | { readonly reason: string }

/** One line of a JSONL log: its object, or why it is none in words that a person understands. Never throws. */
export function parseLine(line: string): ParsedLine {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { reason: brokenBecause(line) }
  }
  const record = object(value)
  return record ? { record } : { reason: 'valid JSON, but not an object' }
}

function brokenBecause(line: string): string {
  if (line.includes('\u0000')) return 'not valid JSON: holds NUL bytes, the recorder was stopped while writing?'
  const trimmed = line.trim()
  if (!trimmed.startsWith('{')) return 'not valid JSON: does not begin like a record'
  if (!trimmed.endsWith('}')) return 'not valid JSON: cut in the middle?'
  return 'not valid JSON'
}
