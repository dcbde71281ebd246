/** Takes secrets out of text that leaves: keys of known shapes, values of secret names, and what is random enough to be one. */
import { hideRandom } from './entropy.ts'
import { hideNamed } from './names.ts'
import { replaceRuns } from './runs.ts'
import { hidePrivateKeys, hideShapes } from './shapes.ts'

/** How many were taken out, by kind: `github`, `private-key`, `assignment`, `high-entropy`… */
export type RedactedKinds = Readonly<Record<string, number>>

export interface Redacted {
  readonly text: string
  readonly kinds: RedactedKinds
}

export interface RedactChoice {
  /** E-mail addresses too. */
  readonly emails?: boolean | undefined
}

const NOTHING: RedactedKinds = {}
const EMAIL = /(?<![\w.+/-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,24}\b/g
const REDACTED = '[redacted: '

/**
 * Replaces what looks like a secret by `[redacted: <kind>]` and counts it. Hashes, UUIDs, identifiers and code that only
 * names a secret survive. Pure; linear in the text.
 */
export function redact(text: string, { emails }: RedactChoice = {}): Redacted {
  let kinds: Record<string, number> | undefined
  const hide = (kind: string) => {
    kinds ??= {}
    kinds[kind] = (kinds[kind] ?? 0) + 1
    return `${REDACTED}${kind}]`
  }
  const named = hideNamed(hidePrivateKeys(text, hide), hide)
  let clean = replaceRuns(named, (run, at) => {
    const shaped = hideShapes(run, hide)
    return shaped === run ? hideRandom(run, named, at, hide) : shaped
  })
  if (emails && clean.includes('@')) clean = clean.replace(EMAIL, () => hide('e-mail'))
  return { text: clean, kinds: kinds ?? NOTHING }
}

/** Sums of two counts. */
export function addKinds(a: RedactedKinds, b: RedactedKinds): RedactedKinds {
  if (Object.keys(b).length === 0) return a
  const sum: Record<string, number> = { ...a }
  for (const [kind, count] of Object.entries(b)) sum[kind] = (sum[kind] ?? 0) + count
  return sum
}
