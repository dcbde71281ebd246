/** For tests: reads a whole log with an importer. */
import type { TranscriptEvent, TurnEvent } from '../../core/transcript/event.ts'
import { splitValues } from '../../core/transcript/json-values.ts'
import type { Importer } from '../importer.ts'

/** Everything the importer tells of `lines`, in order. Records are written as JSON. */
export async function readLog(importer: Importer, lines: readonly (string | object)[]): Promise<TranscriptEvent[]> {
  const events: TranscriptEvent[] = []
  const reader = await importer.open(event => events.push(event))
  const texts = lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line)))
  if (importer.pieces === 'values') {
    const splitter = splitValues({ value: reader.line, tooLong: () => {} })
    splitter.chunk(texts.join('\n'))
    splitter.end()
  } else for (const [index, line] of texts.entries()) reader.line(line, index + 1)
  reader.end()
  return events
}

export const turnsOf = (events: readonly TranscriptEvent[]): TurnEvent[] =>
  events.filter(event => event.type === 'turn')

/** The turns of a text log, as `role/kind: text`. */
export async function spoken(importer: Importer, text: string): Promise<string[]> {
  return turnsOf(await readLog(importer, text.split('\n'))).map(turn => `${turn.role}/${turn.kind}: ${turn.text}`)
}
