/** Does what a policy asks for where it came true: hands sessions over, pauses projects. What is refused is written down. */

import type { Subject } from '../../core/alerts/words.ts'
import { Problem } from '../../core/problem.ts'
import type { Call } from '../../platform/call.ts'
import { autoRotate } from '../handoffs/index.ts'
import { getProject, pauseProject } from '../projects/index.ts'
import { getSession, listOpenSessions, type OpenSession } from '../sessions/index.ts'
import type { Watched } from './policy-store.ts'
import type { Done } from './schema.ts'

export function act(call: Call, { actions }: Watched, subjects: readonly Subject[]): Done[] {
  const kinds = new Set(actions.map(({ kind }) => kind))
  if (kinds.has('rotate'))
    return distinct(subjects.flatMap(subject => sessionsOf(call, subject))).map(s => rotate(call, s))
  if (kinds.has('pause'))
    return [...new Set(subjects.flatMap(subject => projectsOf(call, subject)))].map(id => pause(call, id))
  return []
}

const distinct = (sessions: readonly OpenSession[]) => [
  ...new Map(sessions.map(session => [session.id, session])).values(),
]

const sessionsOf = ({ sql }: Call, { kind, id }: Subject): OpenSession[] =>
  kind === 'account' && id !== null ? listOpenSessions(sql, id) : []

/** Those that are worked on: an account stands for the projects of its sessions in progress, the workspace for none. */
function projectsOf(call: Call, subject: Subject): number[] {
  const { kind, id, session_id } = subject
  if (kind === 'project' && id !== null) return [id]
  if (session_id !== undefined) return [getSession(call.sql, session_id).project_id]
  return sessionsOf(call, subject).map(({ project_id }) => project_id)
}

function rotate(call: Call, { id, account_id, project_id }: OpenSession): Done {
  const told = { kind: 'rotate', session_id: id, project_id } as const
  if (getProject(call.sql, project_id).status === 'paused') {
    return { ...told, outcome: 'refused', because: 'the project is paused' }
  }
  try {
    const rotated = call.sql.transaction(() =>
      autoRotate(call, { session_id: id, current_account_id: account_id, project_id }, null),
    )
    if (rotated instanceof Problem) return { ...told, outcome: 'waits', because: rotated.text.error }
    return { ...told, outcome: 'done', next_session_id: rotated.session_id }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...told, outcome: 'refused', because: error.text.error }
  }
}

function pause(call: Call, project_id: number): Done {
  pauseProject(call, project_id)
  return { kind: 'pause', project_id, outcome: 'done' }
}
