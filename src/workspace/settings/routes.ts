import { route } from '../../http/route.ts'
import { one } from '../../http/shapes.ts'
import { changeSettings } from './change-settings.ts'
import { settings, settingsChange } from './schema.ts'
import { readSettings } from './store.ts'

export const settingsRoutes = [
  route({
    method: 'GET',
    path: '/api/settings',
    summary: 'What this workspace prefers',
    answer: one(settings),
    run: ({ sql }) => ({ data: readSettings(sql) }),
  }),
  route({
    method: 'PATCH',
    path: '/api/settings',
    needs: 'admin',
    summary: 'Change what this workspace prefers',
    body: settingsChange,
    answer: one(settings),
    run: (call, { body }) => ({ data: changeSettings(call, body) }),
  }),
]
