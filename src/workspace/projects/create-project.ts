import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { checkThresholds } from './change-project.ts'
import { problem } from './problems.ts'
import type { NewProject } from './schema.ts'
import { findProjectByPlace, getProject, insertProject } from './store.ts'

/** @returns the new project's id. */
export function createProject(
  call: Call,
  values: NewProject & { created_at?: string; remote?: string | null },
): number {
  const { sql } = call
  const place = values.place ?? undefined
  const holder = place === undefined ? null : findProjectByPlace(sql, place)
  if (place !== undefined && holder !== null) throw problem('project-place-taken', { place, id: holder })
  const id = insertProject(sql, values, toSqlTime(call.now))
  checkThresholds(getProject(sql, id))
  tell(call, 'project.created', id)
  return id
}
