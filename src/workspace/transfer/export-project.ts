import type { Call } from '../../platform/call.ts'
import { getProject } from '../projects/index.ts'
import { FORMAT_VERSION, type Moved, movedProject } from './schema.ts'
import { readHandoffs, readPart } from './store.ts'

/** Everything of a project. Accounts appear by name only: no e-mail, no credential. */
export function exportProject({ sql, now }: Call, projectId: number): Moved {
  return {
    format_version: FORMAT_VERSION,
    exported_at: new Date(now).toISOString(),
    project: movedProject.parse(getProject(sql, projectId)),
    sessions: readPart(sql, 'sessions', projectId),
    files: readPart(sql, 'files', projectId),
    knowledge: readPart(sql, 'knowledge', projectId),
    snapshots: readPart(sql, 'snapshots', projectId),
    conversation: readPart(sql, 'conversation', projectId),
    handoffs: readHandoffs(sql, projectId),
    usage: readPart(sql, 'usage', projectId),
  }
}
