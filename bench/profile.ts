/** Files of made-up Claude Code sessions. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { sessionLines } from './session-lines.ts'

/** Writes a session of so many bytes. */
export function writeSession(file: string, seed: number, bytes: number): void {
  const out = openSync(file, 'w')
  let written = 0
  let held = ''
  for (const text of sessionLines(seed)) {
    held += `${text}\n`
    if (held.length < 1_000_000 && written + held.length < bytes) continue
    written += writeSync(out, held)
    held = ''
    if (written >= bytes) break
  }
  closeSync(out)
}

/** A profile as people have it: one long session, several of some megabytes. */
export function writeProfile(folder: string, seed: number, sizes: readonly number[]): string[] {
  mkdirSync(folder, { recursive: true })
  return sizes.map((bytes, i) => {
    const file = join(folder, `session-${seed}-${i}.jsonl`)
    writeSession(file, seed + i, bytes)
    return file
  })
}
