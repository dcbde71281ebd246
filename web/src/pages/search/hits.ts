/** Hits as the page shows them: each session once, where its best hit stands; a snippet in pieces, marked or not. */
import type { Hit } from '../../api/types.ts'

export interface FoundSession {
  readonly id: number
  readonly hits: readonly [Hit, ...Hit[]]
}

export function groupBySession(hits: readonly Hit[]): FoundSession[] {
  const sessions = new Map<number, [Hit, ...Hit[]]>()
  for (const hit of hits) {
    const known = sessions.get(hit.session_id)
    if (known) known.push(hit)
    else sessions.set(hit.session_id, [hit])
  }
  return [...sessions].map(([id, ofSession]) => ({ id, hits: ofSession }))
}

export interface Piece {
  readonly text: string
  readonly marked: boolean
}

export function piecesOf({ snippet, marks }: Pick<Hit, 'snippet' | 'marks'>): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const [from, to] of marks) {
    if (from > at) pieces.push({ text: snippet.slice(at, from), marked: false })
    pieces.push({ text: snippet.slice(from, to), marked: true })
    at = to
  }
  if (at < snippet.length) pieces.push({ text: snippet.slice(at), marked: false })
  return pieces
}
