/** The transcripts in a file: itself, or what a zip holds of them. */
import { closeSync, openSync, readSync } from 'node:fs'
import { isZip } from '../../client/is-zip.ts'
import type { Failure } from '../failure.ts'
import { type OpenLog, openLog } from './open-log.ts'

/** A log of several that cannot be read; the rest goes on. */
export interface UnreadLog {
  readonly file: string
  readonly failure: Failure
}

/** One after another, each to be closed before the next. @throws Failure where nothing of the file can be read. */
export async function* openLogs(file: string): AsyncGenerator<OpenLog | UnreadLog> {
  if (!beginsLikeZip(file)) yield await openLog(file)
  else yield* (await import('./zip-logs.ts')).zipLogs(file)
}

function beginsLikeZip(file: string): boolean {
  try {
    const descriptor = openSync(file, 'r')
    try {
      const head = Buffer.alloc(4)
      return readSync(descriptor, head) === 4 && isZip(head)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return false
  }
}
