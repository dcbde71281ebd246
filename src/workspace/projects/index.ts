export { createProject } from './create-project.ts'
export { type Project, projectStatus, rotationSettings } from './schema.ts'
export {
  findProjectByName,
  findProjectByPlace,
  findProjectByRemote,
  getProject,
  retotalProject,
  updateProject,
} from './store.ts'
