/** Where a recorded session belongs: its project by folder or name, its account by what the person says or by its tool. */
import type { Call } from '../../platform/call.ts'
import type { Sql } from '../../platform/sql.ts'
import { toSqlTime } from '../../platform/time.ts'
import {
  createAccount,
  findAccountByName,
  getAccount,
  getAccountFor,
  isAccountFor,
  type NewAccount,
} from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import type { EmptyReceiver } from '../handoffs/index.ts'
import { findPerson } from '../people/index.ts'
import {
  createProject,
  findProjectByName,
  findProjectByPlace,
  findProjectByRemote,
  getProject,
  retotalProject,
  updateProject,
} from '../projects/index.ts'
import { findSessionBySource, insertSession, updateSession } from '../sessions/index.ts'
import { personOf } from '../who-sees.ts'
import { accountOfTool, platformOfTool, projectOfTool } from './account-of-tool.ts'
import { findReceiver } from './find-receiver.ts'
import { findAccountOfEmail, findAccountOfFile } from './identity-store.ts'
import type { Batch } from './schema.ts'

export interface Place {
  readonly id: number
  readonly project_id: number
  readonly account_id: number
  readonly known: boolean
}

export function findOrOpenSession(call: Call, batch: Batch): Place {
  const found = findSessionBySource(call.sql, batch.tool, batch.session_key)
  if (found) {
    getAccountFor(call, found.account_id)
    return { ...found, known: true }
  }
  const projectId = findProject(call, batch)
  const receiver = findReceiver(call.sql, batch, { projectId, person: personOf(call.principal) })
  return receiver ? joinSession(call, batch, receiver) : openRecorded(call, batch, projectId)
}

/** The log is what the session that a handoff opened has done so far; it stays in progress. */
function joinSession(call: Call, batch: Batch, { session_id: id, project_id, account_id }: EmptyReceiver): Place {
  updateSession(call.sql, id, {
    source_tool: batch.tool,
    source_key: batch.session_key,
    source_file: batch.file,
    device: batch.device,
  })
  tell(call, 'session.changed', id, { project_id, account_id })
  return { id, project_id, account_id, known: true }
}

function openRecorded(call: Call, batch: Batch, projectId: number | null): Place {
  const project_id = projectId ?? createProject(call, newProject(batch))
  const account_id = findOrCreateAccount(call, batch)
  const startedAtMs = batch.turns.find(turn => turn.at !== undefined)?.at ?? call.now
  const { id } = insertSession(call.sql, {
    project_id,
    account_id,
    source_tool: batch.tool,
    source_key: batch.session_key,
    source_file: batch.file,
    device: batch.device,
    person_id: findPerson(call.sql, personOf(call.principal))?.id,
    status: 'completed',
    started_at: toSqlTime(startedAtMs),
    completed_at: toSqlTime(startedAtMs),
  })
  retotalProject(call.sql, project_id, toSqlTime(call.now))
  tell(call, 'session.created', id, { project_id, account_id })
  return { id, project_id, account_id, known: false }
}

function findProject({ sql, now }: Call, batch: Batch): number | null {
  const { project } = batch
  if (project && 'id' in project) return getProject(sql, project.id).id
  const { name, place, remote } = newProject(batch)
  const known = remote === null ? null : findProjectByRemote(sql, remote)
  if (known !== null) return known
  const found = place === null ? findProjectByName(sql, name) : findProjectByPlace(sql, place)
  // It was known by its folder until now.
  if (found !== null && remote !== null) updateProject(sql, found, { remote }, toSqlTime(now))
  return found
}

function newProject({ project, meta, file, tool, device }: Batch): {
  name: string
  place: string | null
  remote: string | null
} {
  const named = project && 'name' in project ? project : undefined
  const place = named ? named.place : meta?.cwd
  const name = named?.name ?? lastName(place) ?? projectOfTool(tool) ?? baseName(file) ?? `${tool} sessions`
  // The same path on two machines is two folders.
  return { name, place: place && device ? `${device}:${place}` : (place ?? null), remote: named?.remote ?? null }
}

/** Their logs tell how much of these windows is used; of other platforms nothing is known but the day. */
const PRESETS: Readonly<Record<string, string>> = { claude: 'claude', chatgpt: 'codex' }

export function findOrCreateAccount(call: Call, batch: Pick<Batch, 'account' | 'tool' | 'file' | 'email'>): number {
  const { account, tool } = batch
  if (account && 'id' in account) return getAccountFor(call, account.id).id
  const identified = account ? null : findIdentified(call.sql, batch)
  // What its owner told of it is nothing that others record by.
  if (identified !== null && isTheirs(call, identified)) return identified
  const wanted = account ?? accountOfTool(tool)
  const platform = wanted.platform ?? accountOfTool(tool).platform
  return account ? findOrCreate(call, wanted.name, platform) : findOrCreateOfTool(call, wanted.name, platform)
}

type Platform = NonNullable<NewAccount['platform']>

function findOrCreate(call: Call, name: string, platform: Platform): number {
  const found = findAccountByName(call.sql, name)
  return found === null
    ? createAccount(call, { account_name: name, platform, preset: PRESETS[platform] })
    : getAccountFor(call, found).id
}

/** Where somebody has made that of the tool their own, the work of others goes to another. */
function findOrCreateOfTool(call: Call, name: string, platform: Platform): number {
  const found = findAccountByName(call.sql, name)
  const isFree = found === null || isTheirs(call, found)
  return findOrCreate(call, isFree ? name : `${name} of ${call.principal.name}`, platform)
}

const isTheirs = ({ sql, principal }: Call, id: number): boolean =>
  isAccountFor(getAccount(sql, id), personOf(principal))

/** The folder tells more than the address: it was told by a person. */
function findIdentified(sql: Sql, { file, email, tool }: Pick<Batch, 'file' | 'email' | 'tool'>): number | null {
  const ofFile = file === undefined ? null : findAccountOfFile(sql, file)
  return ofFile ?? (email ? findAccountOfEmail(sql, email, platformOfTool(tool)) : null)
}

const lastName = (place: string | undefined) => place?.split(/[/\\]/).filter(Boolean).at(-1)
const baseName = (file: string | undefined) => lastName(file)?.replace(/(\.\w{1,8}){1,2}$/, '')
