/** What every stored text passes first: secrets out, the working folder's own path out. */
import { addKinds, redact } from '../redact/index.ts'
import { shorten } from './sentences.ts'
import type { BriefState } from './state.ts'

/** Redacts, counts what was redacted, and writes paths below the working folder relative to it. */
export function scrub(state: BriefState, text: string): string {
  const { text: clean, kinds } = redact(text)
  state.redacted = addKinds(state.redacted, kinds)
  return relative(state, clean)
}

/** A path as the brief writes it. */
export function pathOf(state: BriefState, path: string): string {
  return shorten(relative(state, path).replace(/^\.\/(?=.)/, ''), 200)
}

export function relative(state: BriefState, text: string): string {
  if (state.cwd.length < 3 || !text.includes(state.cwd)) return text
  return text.replaceAll(`${state.cwd}/`, '').replaceAll(`${state.cwd}\\`, '').replaceAll(state.cwd, '.')
}
