export { pauseProject } from './change-project.ts'
export { createProject } from './create-project.ts'
export { type Project, projectStatus, rotationSettings } from './schema.ts'
export {
  findProjectByName,
  findProjectByPlace,
  findProjectByRemote,
  findProjectName,
  getProject,
  retotalProject,
  updateProject,
} from './store.ts'
