/** A copy that this very process makes, for a backup: held like any other, with its secrets sealed as they are. */
import type { Cells } from '../../core/archive/index.ts'
import type { Call } from '../../platform/call.ts'
import { findHold, goOnCopying, holdForCopy, isInForce, release } from './holds.ts'
import { describeArchive, readPart } from './read-archive.ts'
import type { ArchiveHead } from './schema.ts'

export interface Copy {
  readonly head: ArchiveHead
  /** @throws Problem where too much time has passed between two of them. */
  parts(table: string, now: () => number): Generator<readonly Cells[]>
  end(): void
}

/** @returns null where the workspace is being copied or written already. */
export function openCopy(call: Call): Copy | null {
  const { sql, now } = call
  if (isInForce(findHold(sql), now)) return null
  const token = holdForCopy(sql, now)
  return {
    head: describeArchive(call, true),
    *parts(table, clock) {
      for (let after: Parameters<typeof readPart>[2] = null; ; ) {
        goOnCopying(sql, clock(), token)
        const { rows, next } = readPart(sql, table, after, true)
        if (rows.length > 0) yield rows
        if (next === null) return
        after = next
      }
    },
    end: () => release(sql),
  }
}
