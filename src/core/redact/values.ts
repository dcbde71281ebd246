/** Takes secrets out of every text in a JSON value. */
import { isTooDeep } from '../json-depth.ts'
import { addKinds, type RedactChoice, type RedactedKinds, redact } from './index.ts'

export interface RedactedValue<T> {
  readonly value: T
  readonly kinds: RedactedKinds
}

export interface ValueChoice extends RedactChoice {
  /** Fields that only tell one thing from another; not in texts that are JSON themselves, whose fields are anybody's. */
  readonly keep?: readonly string[]
}

/** The same value with its texts redacted; texts that are JSON themselves stay JSON. Names of fields are kept. */
export function redactValue<T>(value: T, { keep = [], ...choice }: ValueChoice = {}): RedactedValue<T> {
  let kinds: RedactedKinds = {}
  function clean(part: unknown, kept: readonly string[]): unknown {
    if (typeof part === 'string') return cleanText(part)
    if (Array.isArray(part)) return part.map(inner => clean(inner, kept))
    if (typeof part !== 'object' || part === null) return part
    const fields = Object.entries(part)
    return Object.fromEntries(fields.map(([name, inner]) => [name, kept.includes(name) ? inner : clean(inner, kept)]))
  }
  function cleanText(text: string): string {
    const inner = /^\s*[{[]/.test(text) ? parsed(text) : undefined
    if (inner !== undefined) {
      const before = kinds
      const told = clean(inner, [])
      // What has nothing to hide keeps its own spaces.
      return kinds === before ? text : JSON.stringify(told)
    }
    const found = redact(text, choice)
    kinds = addKinds(kinds, found.kinds)
    return found.text
  }
  const cleaned = clean(value, keep) as T
  return { value: cleaned, kinds }
}

/** What is nested past all sense is taken for the text that it is too. */
function parsed(text: string): object | undefined {
  try {
    const value = JSON.parse(text) as object
    return isTooDeep(value) ? undefined : value
  } catch {
    return undefined
  }
}
