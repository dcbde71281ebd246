/** Made-up sessions as an importer reads them, and how they are sent to a server. */
import type { TurnEvent, UsageEvent } from '../src/core/transcript/event.ts'
import { claudeCode } from '../src/importers/claude-code/importer.ts'
import { sessionLines } from './session-lines.ts'

/** What a server of ours answers to a POST. */
export async function postJson(port: number, path: string, body: unknown): Promise<Record<string, never>> {
  const response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as Record<string, never>
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
  return answer
}

/** What an importer reads of a made-up log, until it has so many turns. */
export async function readTurns(seed: number, count: number): Promise<{ turns: TurnEvent[]; usage: UsageEvent[] }> {
  const turns: TurnEvent[] = []
  const usage: UsageEvent[] = []
  const reader = await claudeCode.open(event => {
    if (event.type === 'turn') turns.push(event)
    if (event.type === 'usage') usage.push(event)
  })
  let number = 0
  for (const line of sessionLines(seed)) {
    reader.line(line, ++number)
    if (turns.length >= count) return { turns: turns.slice(0, count), usage }
  }
  throw new Error('the session ended')
}
