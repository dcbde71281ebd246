/** What is kept of a turn beside its words: enough to fold it into a brief again after a restart. */
import type { Role, TurnEvent } from '../../core/transcript/event.ts'

export type Detail = Partial<
  Pick<TurnEvent, 'kind' | 'tool' | 'files' | 'command' | 'plan' | 'human' | 'failed' | 'sidechain' | 'line'>
>

/** An argument that stands in the turn's words as it is: from where, how many characters. Kept once, not twice. */
interface InWords {
  readonly $said: readonly [from: number, chars: number]
}

/** Shorter ones are not worth the search. */
const SAID_CHARS = 40
/** Of what does not stand in the words, the beginning is enough. */
const ARGUMENT_CHARS = 2000

export function detailText(event: TurnEvent): string {
  const { kind, tool, files, command, plan, human, failed, sidechain, line } = event
  return JSON.stringify({
    kind,
    files,
    command: command && { ...command, line: inWords(command.line, event.text, 0) ?? command.line },
    plan,
    human,
    failed,
    sidechain,
    line,
    tool: tool && { ...tool, input: packed(tool.input, event.text) },
  })
}

/** @param words the turn's content, which arguments may refer to. */
export function readDetail(text: string | null, words: string): Detail {
  if (text === null) return {}
  try {
    const detail = JSON.parse(text) as Detail
    if (!text.includes('"$said"')) return detail
    const { tool, command } = detail
    return {
      ...detail,
      ...(tool?.input && { tool: { ...tool, input: unpacked(tool.input, words) } }),
      ...(command && { command: { ...command, line: unpackedValue(command.line, words) as string } }),
    }
  } catch {
    return {}
  }
}

/** The same, referring to nothing: for a turn that leaves, or whose words are about to change. */
export function standingDetail(text: string | null, words: string): string | null {
  return text?.includes('"$said"') ? JSON.stringify(readDetail(text, words)) : text
}

interface Said {
  readonly id: number
  readonly turn_number: number
  readonly role: Role | null
  readonly content: string
  readonly timestamp: string
}

export function toEvent(row: Said, detail: Detail): TurnEvent {
  const role = row.role ?? 'system'
  return {
    type: 'turn',
    key: `#${row.id}`,
    role,
    text: row.content,
    ...detail,
    kind: detail.kind ?? 'text',
    line: detail.line ?? row.turn_number,
    human: detail.kind === undefined ? role === 'user' : (detail.human ?? false),
  }
}

type Input = Readonly<Record<string, unknown>>

function packed(input: Input | undefined, words: string): Input | undefined {
  if (!input) return undefined
  const kept: Record<string, unknown> = {}
  let from = 0
  for (const [name, value] of Object.entries(input)) {
    const said = typeof value === 'string' ? inWords(value, words, from) : null
    if (said) {
      kept[name] = said
      from = said.$said[0] + said.$said[1]
      continue
    }
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    kept[name] = (text?.length ?? 0) <= ARGUMENT_CHARS ? value : `${text.slice(0, ARGUMENT_CHARS)}…`
  }
  return kept
}

function inWords(text: string, words: string, from: number): InWords | null {
  const at = text.length < SAID_CHARS ? -1 : words.indexOf(text, from)
  return at < 0 ? null : { $said: [at, text.length] }
}

function unpacked(input: Input, words: string): Input {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, unpackedValue(value, words)]))
}

function unpackedValue(value: unknown, words: string): unknown {
  const said = (value as Partial<InWords> | null)?.$said
  return Array.isArray(said) ? words.slice(said[0], said[0] + said[1]) : value
}
