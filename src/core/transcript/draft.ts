/** An event while it is being put together: its fields may still be set. */
import type { Role, TurnEvent, TurnKind } from './event.ts'

export type Draft<T> = { -readonly [K in keyof T]: T[K] }

/** Where and when a turn stands in its log. */
export interface Place {
  readonly line: number
  readonly at?: number | undefined
  readonly sidechain?: boolean | undefined
}

/** A turn with what every turn has; absent fields stay absent, so that events are plain JSON. */
export function draftTurn(place: Place, key: string, role: Role, kind: TurnKind, text: string): Draft<TurnEvent> {
  const turn: Draft<TurnEvent> = { type: 'turn', key, line: place.line, role, kind, text }
  if (place.at !== undefined) turn.at = place.at
  if (place.sidechain) turn.sidechain = true
  return turn
}
