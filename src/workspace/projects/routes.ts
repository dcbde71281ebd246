import { resource } from '../../http/resource.ts'
import { changeProject } from './change-project.ts'
import { createProject } from './create-project.ts'
import { deleteProject } from './delete-project.ts'
import { newProject, project, projectChange, projectQuery } from './schema.ts'
import { showProject, showProjects } from './show-projects.ts'
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
  list: (call, query) => {
    const { rows, ...page } = listProjects(call.sql, query)
    return { ...page, rows: showProjects(call, rows) }
  },
  get: (call, id) => showProject(call, getProject(call.sql, id)),
  create: createProject,
  update: (call, id, change) => showProject(call, changeProject(call, id, change)),
  remove: deleteProject,
})
