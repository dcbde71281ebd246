import { type Brief, renderBrief } from '../../core/brief/index.ts'
import type { Sql } from '../../platform/sql.ts'
import { listFilesByWeight } from '../files/index.ts'
import { getProject } from '../projects/index.ts'
import { getSession } from '../sessions/index.ts'
import { readyState } from './keep-ready.ts'
import { type Passing, recordLines } from './record-lines.ts'
import type { BriefQuery } from './schema.ts'

const BUDGET_TOKENS = 3000
const FILES = 20

/** The brief of a session: its record first, then what its conversation holds. */
export function writeBrief(
  sql: Sql,
  sessionId: number,
  query: BriefQuery,
  heading = 'CONTEXT',
  passing?: Passing,
): Brief {
  const session = getSession(sql, sessionId)
  const project = getProject(sql, session.project_id)
  const files = listFilesByWeight(sql, project.id, FILES)
  return renderBrief(readyState(sql, sessionId), {
    title: `# 🔄 ${heading} HANDOFF - ${project.name}`,
    preamble: recordLines(project, session, files, passing ?? { fromName: session.account_name }),
    ...(query.level ? { level: query.level } : { budgetTokens: query.budget_tokens ?? BUDGET_TOKENS }),
    ...(query.target && { target: query.target }),
  })
}
