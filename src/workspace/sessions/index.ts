export { changeSession } from './change-session.ts'
export { deleteSession } from './delete-session.ts'
export { completeQuietSessions, keepLive } from './follow-live.ts'
export { leaveSessions } from './leave-sessions.ts'
export { type Holder, openSession } from './open-session.ts'
export { countFinished, findLastAccount, listUseOfType } from './past-use.ts'
export { type Session, sessionStatus, sessionType } from './schema.ts'
export {
  findCurrentSession,
  findLastActivity,
  findSessionBySource,
  getSession,
  hasOpenSession,
  insertSession,
  type KnownSession,
  listLikelyNext,
  listOpenSessions,
  nextQuietAt,
  type OpenSession,
  updateSession,
} from './store.ts'
