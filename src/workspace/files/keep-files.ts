import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { getProject } from '../projects/index.ts'
import { problem } from './problems.ts'
import type { File, FileChange, NewFile } from './schema.ts'
import { deleteFileRow, findFileByPath, getFile, insertFile, updateFile } from './store.ts'

export function createFile(call: Call, values: NewFile): number {
  getProject(call.sql, values.project_id)
  refuseTaken(call, values.project_id, values.file_path, undefined)
  const id = insertFile(call.sql, values)
  tell(call, 'file.created', id, { project_id: values.project_id })
  return id
}

export function changeFile(call: Call, id: number, change: FileChange): File {
  const { project_id } = getFile(call.sql, id)
  if (change.file_path !== undefined) refuseTaken(call, project_id, change.file_path, id)
  updateFile(call.sql, id, change)
  tell(call, 'file.changed', id, { project_id })
  return getFile(call.sql, id)
}

export function deleteFile(call: Call, id: number): { id: number } {
  const { project_id } = getFile(call.sql, id)
  deleteFileRow(call.sql, id)
  tell(call, 'file.deleted', id, { project_id })
  return { id }
}

function refuseTaken({ sql }: Call, projectId: number, path: string, own: number | undefined): void {
  const holder = findFileByPath(sql, projectId, path)
  if (holder !== null && holder !== own) throw problem('file-already-there', { path, id: holder })
}
