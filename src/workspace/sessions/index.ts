export { changeSession } from './change-session.ts'
export { openSession } from './open-session.ts'
export { type Session, sessionStatus, sessionType } from './schema.ts'
export {
  findCurrentSession,
  findSession,
  findSessionBySource,
  getSession,
  hasOpenSession,
  insertSession,
  listSessionsToRotate,
  updateSession,
} from './store.ts'
export { putUsage, sumUsage } from './usage-store.ts'
