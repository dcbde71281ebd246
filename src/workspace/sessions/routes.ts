import { z } from 'zod'
import { resource } from '../../http/resource.ts'
import { id } from '../../http/shapes.ts'
import { getAccountFor } from '../accounts/index.ts'
import { sumUsage } from '../usage/index.ts'
import { personOf } from '../who-sees.ts'
import { changeSession } from './change-session.ts'
import { deleteSession } from './delete-session.ts'
import { openSession } from './open-session.ts'
import { newSession, sessionChange, sessionQuery, sessionWithUsage, shownSession } from './schema.ts'
import { showSession } from './show-session.ts'
import { getSession, listSessions } from './store.ts'

export const sessionRoutes = resource({
  path: '/api/sessions',
  noun: 'a session',
  listed: 'Sessions, newest first',
  row: shownSession,
  gotAs: sessionWithUsage,
  createdAs: z.object({ id, session_number: z.number().int() }),
  query: sessionQuery,
  new: newSession,
  change: sessionChange,
  list: (call, { person, ...query }) => {
    const held = person === 'me' ? personOf(call.principal) : person
    const { rows, ...page } = listSessions(call.sql, { ...query, person: held })
    return { ...page, rows: rows.map(each => showSession(call, each)) }
  },
  get: (call, id) => {
    const shown = showSession(call, getSession(call.sql, id))
    return { ...shown, usage: shown.credits_used === null ? null : sumUsage(call.sql, id) }
  },
  create: (call, values) => openSession(call, values, { person: personOf(call.principal) }),
  update: (call, id, change) => {
    // What it used is booked on its account, and going on with it takes the account up.
    if (change.credits_used !== undefined || change.status === 'in_progress') {
      getAccountFor(call, getSession(call.sql, id).account_id)
    }
    return showSession(call, changeSession(call, id, change))
  },
  remove: deleteSession,
})
