/** Where a recorded session belongs: its project by folder or name, its account by what the person says or by its tool. */
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { createAccount, findAccountByName, getAccount } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { createProject, findProjectByName, findProjectByPlace, getProject, retotalProject } from '../projects/index.ts'
import { findSessionBySource, insertSession } from '../sessions/index.ts'
import type { Batch } from './schema.ts'

export interface Place {
  readonly id: number
  readonly project_id: number
  readonly account_id: number
  readonly known: boolean
}

/** The accounts that sessions of a tool belong to where nobody says which. */
const ACCOUNT_OF_TOOL: Record<string, { name: string; platform: 'claude' | 'chatgpt' | 'gemini' | 'other' }> = {
  'claude-code': { name: 'Claude Code', platform: 'claude' },
  codex: { name: 'Codex', platform: 'chatgpt' },
  'gemini-cli': { name: 'Gemini CLI', platform: 'gemini' },
}
const ANY_TOOL = { name: 'Imported chats', platform: 'other' } as const

export function findOrOpenSession(call: Call, batch: Batch): Place {
  const found = findSessionBySource(call.sql, batch.tool, batch.session_key)
  if (found) return { ...found, known: true }
  const project_id = findOrCreateProject(call, batch)
  const account_id = findOrCreateAccount(call, batch)
  const startedAtMs = batch.turns.find(turn => turn.at !== undefined)?.at ?? call.now
  const { id } = insertSession(call.sql, {
    project_id,
    account_id,
    source_tool: batch.tool,
    source_key: batch.session_key,
    source_file: batch.file,
    status: 'completed',
    started_at: toSqlTime(startedAtMs),
    completed_at: toSqlTime(startedAtMs),
  })
  retotalProject(call.sql, project_id, toSqlTime(call.now))
  tell(call, 'session.created', id, { project_id, account_id })
  return { id, project_id, account_id, known: false }
}

function findOrCreateProject(call: Call, { project, meta, file, tool }: Batch): number {
  if (project && 'id' in project) return getProject(call.sql, project.id).id
  const place = project ? project.place : meta?.cwd
  const atPlace = place === undefined ? null : findProjectByPlace(call.sql, place)
  if (atPlace !== null) return atPlace
  const name = project?.name ?? lastName(place) ?? baseName(file) ?? `${tool} sessions`
  const named = place === undefined ? findProjectByName(call.sql, name) : null
  return named ?? createProject(call, { name, place: place ?? null })
}

function findOrCreateAccount(call: Call, { account, tool }: Batch): number {
  if (account && 'id' in account) return getAccount(call.sql, account.id).id
  const wanted = account ?? ACCOUNT_OF_TOOL[tool] ?? ANY_TOOL
  const found = findAccountByName(call.sql, wanted.name)
  if (found !== null) return found
  const platform = wanted.platform ?? ACCOUNT_OF_TOOL[tool]?.platform ?? 'other'
  return createAccount(call, { account_name: wanted.name, platform, capacity: 100 })
}

const lastName = (place: string | undefined) => place?.split(/[/\\]/).filter(Boolean).at(-1)
const baseName = (file: string | undefined) => lastName(file)?.replace(/(\.\w{1,8}){1,2}$/, '')
