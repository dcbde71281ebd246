/** What the page and the reading worker say to each other. */

export interface ImportAsk {
  file: File
  project?: { id: number }
  account?: { id: number }
}

export interface ImportDone {
  kind: 'done'
  format: string
  sessionId: number
  /** Turns that were new, and turns that the session had already. */
  turns: number
  known: number
  skipped: number
  skips: readonly { line: number; reason: string }[]
}

export type ImportNews =
  | ImportDone
  | { kind: 'progress'; turns: number }
  | { kind: 'unknown' }
  | { kind: 'failed'; text: string }
