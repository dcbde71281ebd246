/** Turns as they are shown: words one by one, what tools did between them gathered into one stretch. */
import type { Turn } from '../../api/types.ts'

export type Shown = { kind: 'words'; id: number; turn: Turn } | { kind: 'steps'; id: number; turns: Turn[] }

const isStep = (turn: Turn) => turn.kind === 'tool_call' || turn.kind === 'tool_result'

export function arrangeTurns(turns: readonly Turn[]): Shown[] {
  const shown: Shown[] = []
  for (const turn of turns) {
    const last = shown.at(-1)
    if (!isStep(turn)) shown.push({ kind: 'words', id: turn.id, turn })
    else if (last?.kind === 'steps') last.turns.push(turn)
    else shown.push({ kind: 'steps', id: turn.id, turns: [turn] })
  }
  return shown
}

/** What a step did, in one line. */
export function stepLine(turn: Turn): string {
  if (turn.kind === 'tool_call') {
    const said = turn.command?.line ?? turn.files?.map(file => file.path).join(', ')
    if (said) return firstLine(said)
    const name = turn.tool_name ?? ''
    return firstLine(turn.content.startsWith(`${name} `) ? turn.content.slice(name.length) : turn.content)
  }
  return firstLine(turn.content)
}

function firstLine(text: string): string {
  const line = text.trimStart().split('\n', 1)[0] ?? ''
  return line.length > 300 ? `${line.slice(0, 300)}…` : line
}

/** `Bash ×3, Edit ×2`. */
export function toolsOf(turns: readonly Turn[]): string {
  const counts = new Map<string, number>()
  for (const turn of turns)
    if (turn.kind === 'tool_call') counts.set(turn.tool_name ?? '?', (counts.get(turn.tool_name ?? '?') ?? 0) + 1)
  return [...counts].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name)).join(', ')
}
