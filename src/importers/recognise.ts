/** Tells which format a log is of. */
import type { Importer } from './importer.ts'
import { importers } from './list.ts'

/** So sure of its format, an importer needs no second opinion. */
const CERTAIN = 0.95

/** The importer that is surest of `head` (the log's first 64 kB of text); null: not a transcript. */
export function recognise(head: string): Importer | null {
  const text = head.charCodeAt(0) === 0xfeff ? head.slice(1) : head
  let best: Importer | null = null
  let surest = 0
  for (const importer of importers) {
    const sure = importer.recognise(text)
    if (sure >= CERTAIN) return importer
    if (sure <= surest) continue
    best = importer
    surest = sure
  }
  return best
}
