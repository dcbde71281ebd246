/** What is kept of a turn beside its words: enough to fold it into a brief again after a restart. */
import type { Role, TurnEvent } from '../../core/transcript/event.ts'

export type Detail = Partial<
  Pick<TurnEvent, 'kind' | 'tool' | 'files' | 'command' | 'plan' | 'human' | 'failed' | 'sidechain' | 'line'>
>

/** Long arguments stand in the turn's own words already; here their beginning is enough. */
const ARGUMENT_CHARS = 2000

export function detailText(event: TurnEvent): string {
  const { kind, tool, files, command, plan, human, failed, sidechain, line } = event
  const detail: Detail = { kind, files, command, plan, human, failed, sidechain, line }
  return JSON.stringify(tool ? { ...detail, tool: { ...tool, input: shorten(tool.input) } } : detail)
}

export function readDetail(text: string | null): Detail {
  if (text === null) return {}
  try {
    return JSON.parse(text) as Detail
  } catch {
    return {}
  }
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

function shorten(input: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> | undefined {
  if (!input) return undefined
  const short: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(input)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    const keep = text === undefined || text.length <= ARGUMENT_CHARS
    short[name] = keep ? value : `${text.slice(0, ARGUMENT_CHARS)}…`
  }
  return short
}
