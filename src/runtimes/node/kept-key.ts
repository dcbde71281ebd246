/** A random key in a file that only its owner reads: made once, whole or not at all. */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** @returns base64url of 32 bytes. */
export function keptKey(file: string): string {
  if (!existsSync(file)) make(file)
  return readFileSync(file, 'utf8').trim()
}

/** Two processes that start at once agree on one. */
function make(file: string): void {
  const draft = `${file}.${process.pid}.part`
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
