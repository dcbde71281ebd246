/** One run of Aider. It becomes a session with the first word that is said in it: many runs are opened and left. */
import { fingerprint } from '../../core/fingerprint.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { SessionEvent, TranscriptEvent } from '../../core/transcript/event.ts'
import { openFacts } from '../../core/transcript/session-facts.ts'
import { type Change, changesIn } from './changes.ts'
import { readPrompt } from './prompt.ts'
import { readToolLine } from './tool-line.ts'

export interface RunParts {
  /** As the history says it, in the time of the machine it was written on; taken for UTC. */
  readonly startedAt: string | undefined
  readonly line: number
  /** How often each session's name was given in this history. */
  readonly names: Map<string, number>
  readonly emit: (event: TranscriptEvent) => void
}

/** Each is called with the words and the line they begin on. */
export interface Run {
  person(text: string, line: number): void
  assistant(text: string, line: number): void
  tool(text: string, line: number): void
}

const TITLE_CHARS = 100

export function openRun({ startedAt, line: from, names, emit }: RunParts): Run {
  const out: TranscriptEvent[] = []
  const facts = openFacts(out)
  /** What was said by the tool before anyone else spoke. */
  const before: [string, number][] = []
  /** Proposed since a person spoke last. */
  let changes: readonly Change[] = []
  let isOpen = false
  let at = startedAt === undefined ? undefined : Date.parse(`${startedAt.replace(' ', 'T')}Z`)

  function handOver(): void {
    for (const event of out) emit(event)
    out.length = 0
  }

  /** Only the beginning has a time. */
  function place(line: number): Place {
    const here = { line, at: Number.isNaN(at) ? undefined : at }
    at = undefined
    return here
  }

  function open(words: string, title: string | undefined): void {
    if (isOpen) return
    isOpen = true
    const said = before.map(([text]) => text).join('\n')
    const name = `${startedAt ?? 'beginning'} ${fingerprint(`${said}\n${words.split('\n', 1)[0]}`)}`
    const times = (names.get(name) ?? 0) + 1
    names.set(name, times)
    const session: Draft<SessionEvent> = {
      type: 'session',
      line: from,
      sessionKey: times > 1 ? `${name} ${times}` : name,
    }
    if (title) session.title = title
    out.push(session)
    for (const [text, line] of before) hearTool(text, line)
    before.length = 0
  }

  const keyOf = (line: number) => `R${line - from}`

  function hearTool(text: string, line: number): void {
    readToolLine(text, keyOf(line), place(line), { facts, changes, out })
  }

  return {
    person(text, line) {
      const prompt = readPrompt(text)
      open(text, prompt.human ? titleOf(prompt.text) : undefined)
      const turn = draftTurn(place(line), keyOf(line), 'user', prompt.human ? 'text' : 'note', prompt.text)
      if (prompt.human) turn.human = true
      if (prompt.command) turn.command = { line: prompt.command }
      out.push(turn)
      changes = []
      handOver()
    },
    assistant(text, line) {
      open(text, undefined)
      changes = [...changes, ...changesIn(text)]
      out.push(draftTurn(place(line), keyOf(line), 'assistant', 'text', text))
      handOver()
    },
    tool(text, line) {
      if (!isOpen) {
        before.push([text, line])
        return
      }
      hearTool(text, line)
      handOver()
    },
  }
}

function titleOf(text: string): string {
  const line = text.split('\n', 1)[0]!.trim()
  return line.length <= TITLE_CHARS ? line : `${line.slice(0, TITLE_CHARS).replace(/\s+\S*$/, '')}…`
}
