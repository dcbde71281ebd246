import { resource } from '../../http/resource.ts'
import { changeProject } from './change-project.ts'
import { createProject } from './create-project.ts'
import { deleteProject } from './delete-project.ts'
import { newProject, project, projectChange, projectQuery } from './schema.ts'
import { getProject, listProjects } from './store.ts'

export const projectRoutes = resource({
  path: '/api/projects',
  noun: 'a project',
  listed: 'Projects, newest first',
  needs: { remove: 'admin' },
  row: project,
  query: projectQuery,
  new: newProject,
  change: projectChange,
  list: ({ sql }, query) => listProjects(sql, query),
  get: ({ sql }, id) => getProject(sql, id),
  create: createProject,
  update: changeProject,
  remove: deleteProject,
})
