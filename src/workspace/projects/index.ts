export { createProject } from './create-project.ts'
export { type Project, projectStatus } from './schema.ts'
export { findProject, findProjectByName, findProjectByPlace, getProject, retotalProject } from './store.ts'
