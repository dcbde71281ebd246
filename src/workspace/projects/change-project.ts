import { USUAL } from '../../core/quota/limit-stage.ts'
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { problem } from './problems.ts'
import type { Project, ProjectChange } from './schema.ts'
import { findProjectByPlace, getProject, updateProject } from './store.ts'

export function changeProject(call: Call, id: number, change: ProjectChange): Project {
  const { sql } = call
  getProject(sql, id)
  const holder = change.place ? findProjectByPlace(sql, change.place) : null
  if (change.place && holder !== null && holder !== id) {
    throw problem('project-place-taken', { place: change.place, id: holder })
  }
  updateProject(sql, id, change, toSqlTime(call.now))
  tell(call, 'project.changed', id)
  return checkThresholds(getProject(sql, id))
}

/** Preparing comes before warning, and warning before handing over. */
export function checkThresholds(project: Project): Project {
  const { prepare_percent: prepare, warn_percent: warn, rotate_percent } = project
  const rotate = rotate_percent ?? USUAL.rotate
  if (prepare > warn || warn > rotate) throw problem('thresholds-out-of-order', { prepare, warn, rotate })
  return project
}

/** Nothing of it is rotated by itself until a person takes it up again. One that is not active stays as it is. */
export function pauseProject(call: Call, id: number): Project {
  const project = getProject(call.sql, id)
  return project.status === 'active' ? changeProject(call, id, { status: 'paused' }) : project
}
