import { redactValue } from '../../core/redact/values.ts'
import type { Call } from '../../platform/call.ts'
import { standingDetail } from '../conversation/index.ts'
import { getProject } from '../projects/index.ts'
import { personOf } from '../who-sees.ts'
import { problem } from './problems.ts'
import { FORMAT_VERSION, type Moved, movedProject } from './schema.ts'
import { measureProject, readHandoffs, readPart } from './store.ts'

/** What tells rows apart; the tools made it. */
const IDENTITY = ['source_key', 'response_key', 'git_commit', 'git_commit_hash']

export interface ExportWish {
  readonly project_id: number
  readonly exact?: boolean | undefined
  readonly redact_emails?: boolean | undefined
}

/**
 * Everything of a project. Accounts appear by name only: no e-mail, no credential. Secrets that stand in its texts are taken
 * out and counted, unless an exact copy is asked for.
 */
export function exportProject(call: Call, { project_id, exact, redact_emails }: ExportWish): Moved {
  const bytes = measureProject(call.sql, project_id)
  if (bytes > call.requestBytesMax) throw problem('export-too-large', { bytes, bytesMax: call.requestBytesMax })
  const whole = readProject(call, project_id)
  if (exact) return whole
  const { value, kinds } = redactValue(whole, { emails: redact_emails, keep: IDENTITY })
  return { ...value, redacted: kinds }
}

function readProject({ sql, now, principal }: Call, projectId: number): Moved {
  const person = personOf(principal)
  return {
    format_version: FORMAT_VERSION,
    exported_at: new Date(now).toISOString(),
    project: movedProject.parse(getProject(sql, projectId)),
    sessions: readPart(sql, 'sessions', projectId, person),
    files: readPart(sql, 'files', projectId, person),
    knowledge: readPart(sql, 'knowledge', projectId, person),
    snapshots: readPart(sql, 'snapshots', projectId, person),
    conversation: readPart(sql, 'conversation', projectId, person).map(turn => ({
      ...turn,
      detail: standingDetail(turn.detail ?? null, turn.content),
    })),
    handoffs: readHandoffs(sql, projectId),
    usage: readPart(sql, 'usage', projectId, person),
  }
}
