/** What the page and the reading worker say to each other. */

export interface ImportAsk {
  id: number
  file: File
  project?: { id: number } | undefined
  account?: { id: number } | undefined
}

export interface Skip {
  /** Of a zip: which of its files. */
  name?: string
  line?: number
  reason: string
}

export interface ImportedSession {
  id: number
  title: string | null
}

export interface ImportCount {
  /** Turns that were new, and turns that were there already. */
  turns: number
  known: number
  sessions: number
  /** The first of them. */
  shown: readonly ImportedSession[]
  /** Lines, values or files of a zip that could not be read, and the first of them. */
  skipped: number
  skips: readonly Skip[]
  /** The formats that were recognised. */
  formats: readonly string[]
}

export type ImportNews =
  | { id: number; kind: 'progress'; bytes: number; of: number; turns: number }
  | { id: number; kind: 'done'; count: ImportCount }
  | { id: number; kind: 'unknown' }
  | { id: number; kind: 'failed'; text: string; count: ImportCount }
