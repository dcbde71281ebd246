/** A whole SpecStory document: its head, then one block for everyone who speaks. */
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { MetaEvent, TranscriptEvent } from '../../core/transcript/event.ts'
import { readPrompt } from '../../core/transcript/prompt.ts'
import { speakerBlocks } from '../../core/transcript/speaker-blocks.ts'
import { readAgentBlock, shieldOf } from './agent-block.ts'
import { readCursorBlock } from './cursor-block.ts'
import { type Speaker, speakerOf } from './header.ts'

const COMPACTED = 'This session is being continued from a previous conversation'

export function readDocument(lines: readonly string[]): TranscriptEvent[] {
  const out: TranscriptEvent[] = []
  const blocks = speakerBlocks(lines, { speakerOf, shieldFrom: shieldOf(lines) })
  const head = readHead(lines.slice(0, blocks[0]?.header ?? lines.length))
  if (head) out.push(head)
  if (blocks.length === 0) out.push({ type: 'skip', line: 1, reason: 'nobody speaks in this document' })
  let model: string | undefined
  let commandAt: number | undefined
  for (const { speaker, header, from, to } of blocks) {
    if (speaker.model && speaker.model !== model && !speaker.sidechain) {
      model = speaker.model
      out.push({ type: 'meta', line: header + 1, model })
    }
    const place: Place = { line: header + 1, at: speaker.at, sidechain: speaker.sidechain }
    const said = lines.slice(from, to)
    if (speaker.role === 'user') {
      // What a slash command stands for follows it in the same second, in the person's place.
      const expanded = commandAt !== undefined && commandAt === speaker.at
      commandAt = readUser(said, place, expanded, out) ? speaker.at : undefined
    }
    // Old Cursor documents show tools as chunks between rules, newer ones as elements.
    else if (isCursor(speaker, said)) readCursorBlock(said, from + 1, place, out)
    else readAgentBlock(said, from + 1, place, out)
  }
  return out
}

function isCursor(speaker: Speaker, said: readonly string[]): boolean {
  return speaker.at === undefined && said.includes('---') && !said.some(line => line.startsWith('<tool-use'))
}

/** Tells whether it was a slash command. */
function readUser(said: readonly string[], place: Place, injected: boolean, out: TranscriptEvent[]): boolean {
  const text = withoutRule(said)
  const key = `L${place.line}`
  if (text.startsWith(COMPACTED)) {
    out.push(draftTurn(place, key, 'system', 'summary', text))
    return false
  }
  const prompt = readPrompt(text)
  if (prompt.kind === 'nothing') return false
  if (prompt.kind === 'output') {
    out.push(draftTurn(place, key, 'tool', 'tool_result', prompt.text))
    return false
  }
  const words = prompt.kind === 'shell' ? `! ${prompt.line}` : prompt.text
  const turn = draftTurn(place, key, 'user', prompt.kind === 'human' ? 'text' : 'note', words)
  if (prompt.kind === 'human' && !place.sidechain && !injected) turn.human = true
  if (prompt.kind === 'shell') turn.command = { line: prompt.line }
  out.push(turn)
  return text.startsWith('<command-')
}

/** What is said, without the rule that parts it from the next speaker. */
function withoutRule(said: readonly string[]): string {
  return said
    .join('\n')
    .replace(/\n\s*---\s*$/, '')
    .trim()
}

function readHead(lines: readonly string[]): MetaEvent | undefined {
  const meta: Draft<MetaEvent> = { type: 'meta', line: 1 }
  for (const line of lines) {
    const session = /^<!-- .*\bSession (\S+) \(/i.exec(line)?.[1]
    if (session) meta.sessionKey = session
    const heading = /^#{1,2} (.+)$/.exec(line)?.[1]?.trim()
    if (!heading || heading === 'SpecStory' || meta.title) continue
    const title = heading.replace(/\s*\([\d/: ,-]+(?:AM|PM)?Z?\)$/, '')
    if (!/^\d{4}-\d\d-\d\d/.test(title)) meta.title = title
  }
  return meta.title || meta.sessionKey ? meta : undefined
}
