import { type Brief, renderBrief } from '../../core/brief/index.ts'
import type { Call } from '../../platform/call.ts'
import { listFilesByWeight } from '../files/index.ts'
import { getProject } from '../projects/index.ts'
import { getSession } from '../sessions/index.ts'
import { readyState } from './keep-ready.ts'
import { type Passing, recordLines } from './record-lines.ts'
import { type BriefQuery, target as targets } from './schema.ts'

const BUDGET_TOKENS = 3000
const FILES = 20

/** The brief of a session: its record first, then what its conversation holds. */
export function writeBrief(
  { sql, tokenizerOf }: Pick<Call, 'sql' | 'tokenizerOf'>,
  sessionId: number,
  query: BriefQuery,
  heading = 'CONTEXT',
  passing?: Passing,
): Brief {
  const session = getSession(sql, sessionId)
  const project = getProject(sql, session.project_id)
  const files = listFilesByWeight(sql, project.id, FILES)
  // An account's platform is a model that is known by name, or read plainly.
  const target = query.target ?? targets.safeParse(passing?.toPlatform).data ?? 'plain'
  return renderBrief(readyState(sql, sessionId), {
    title: `# 🔄 ${heading} HANDOFF - ${project.name}`,
    preamble: recordLines(project, session, files, passing ?? { fromName: session.account_name }),
    ...(query.level ? { level: query.level } : { budgetTokens: query.budget_tokens ?? BUDGET_TOKENS }),
    target,
    redactEmails: query.redact_emails === 'true',
    tokenizer: tokenizerOf(target),
  })
}
