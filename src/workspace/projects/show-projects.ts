import type { Call } from '../../platform/call.ts'
import { personOf } from '../who-sees.ts'
import type { Project } from './schema.ts'
import { sumOthersCredits } from './store.ts'

/** As they go to who asks: without what was used of somebody else's accounts. */
export function showProjects(
  { sql, principal }: Pick<Call, 'sql' | 'principal'>,
  projects: readonly Project[],
): Project[] {
  const ids = projects.map(({ id }) => id)
  const others = sumOthersCredits(sql, ids, personOf(principal))
  return projects.map(project => ({
    ...project,
    total_credits_used: project.total_credits_used - (others.get(project.id) ?? 0),
  }))
}

export const showProject = (call: Pick<Call, 'sql' | 'principal'>, project: Project): Project =>
  showProjects(call, [project])[0] as Project
