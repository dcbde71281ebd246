export { createProject } from './create-project.ts'
export { type Project, projectStatus } from './schema.ts'
export { findProjectByName, findProjectByPlace, getProject, retotalProject } from './store.ts'
