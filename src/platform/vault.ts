/** The sealed secrets of one workspace, for those who seal them anew: read and written in moments, sealed in between. */
import type { Kept } from './seal.ts'
import type { Secret } from './secret.ts'

export interface Vault {
  /** Those of answers kept for repeated requests too; each once. */
  listSealed(): readonly Kept[]
  /** @returns false where it has changed or gone since: then nothing is written. */
  replace(before: Kept, sealed: string): boolean
  /** What a version before this one kept in the clear. */
  listPlain(): readonly { readonly place: string; readonly secret: Secret }[]
  /** Keeps it sealed; nothing of it stays in the clear but in what the database file has freed. */
  settlePlain(kept: Kept): void
  /** Whether the file may still hold some of that. */
  isToBePurged(): boolean
  notePurged(): void
}
