/** What a search found, for a terminal: session by session, each hit with its turn. */
import type { Hit } from '../client/index.ts'
import type { Style } from './output.ts'
import { clip, clockTime, count } from './words.ts'

const SPEAKER: Record<Hit['role'], string> = { user: 'you', assistant: 'assistant', system: 'note', tool: 'tool' }

export function hitsText(hits: readonly Hit[], style: Style): string {
  const sessions = new Map<number, Hit[]>()
  for (const hit of hits) sessions.set(hit.session_id, [...(sessions.get(hit.session_id) ?? []), hit])
  return [...sessions.values()].map(ofSession => sessionText(ofSession, style)).join('\n\n')
}

function sessionText(hits: readonly Hit[], style: Style): string {
  const { session_id, session_title, project_name, session_number, more_in_session } = hits[0]!
  const title = style.bold(clip(session_title ?? `Session ${session_number}`, 90))
  const where = style.dim(`${project_name} session ${session_number}, id ${session_id}`)
  const lines = hits.map(hit => {
    const head = style.dim(`[t${hit.turn_number}] ${SPEAKER[hit.role]}, ${clockTime(hit.at)}`)
    return `  ${head}\n    ${marked(hit, style)}`
  })
  const more = more_in_session > 0 ? [style.dim(`  ${count(more_in_session, 'more turn')} of this session`)] : []
  return [`${title}  ${where}`, ...lines, ...more].join('\n')
}

function marked({ snippet, marks }: Hit, style: Style): string {
  let text = ''
  let at = 0
  for (const [from, to] of marks) {
    text += snippet.slice(at, from) + style.bold(snippet.slice(from, to))
    at = to
  }
  return text + snippet.slice(at)
}
