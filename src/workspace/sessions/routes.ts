import { z } from 'zod'
import { resource } from '../../http/resource.ts'
import { id } from '../../http/shapes.ts'
import { sumUsage } from '../usage/index.ts'
import { changeSession } from './change-session.ts'
import { deleteSession } from './delete-session.ts'
import { openSession } from './open-session.ts'
import { newSession, session, sessionChange, sessionQuery, sessionWithUsage } from './schema.ts'
import { getSession, listSessions } from './store.ts'

export const sessionRoutes = resource({
  path: '/api/sessions',
  noun: 'a session',
  listed: 'Sessions, newest first',
  row: session,
  gotAs: sessionWithUsage,
  createdAs: z.object({ id, session_number: z.number().int() }),
  query: sessionQuery,
  new: newSession,
  change: sessionChange,
  list: ({ sql }, query) => listSessions(sql, query),
  get: ({ sql }, id) => ({ ...getSession(sql, id), usage: sumUsage(sql, id) }),
  create: openSession,
  update: changeSession,
  remove: deleteSession,
})
