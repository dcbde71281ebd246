/** What was refused, in words: ours where the code is known, else the server's. */
import { ApiError } from '../api/http.ts'
import { t } from '../texts/index.ts'
import { words } from './texts.ts'

export interface RefusalWords {
  readonly text: string
  readonly hint?: string | undefined
}

export function refusalWords(error: unknown): RefusalWords {
  if (error instanceof ApiError) {
    if (error.status === 0) return { text: t.failed.offline, hint: t.failed.offlineHint }
    return words.refusals[error.code] ?? { text: error.message, hint: error.suggestion }
  }
  if (error instanceof DOMException) return words.passkeyRefusals[error.name] ?? { text: error.message }
  return { text: t.failed.unknown, hint: String(error) }
}
