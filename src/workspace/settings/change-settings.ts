import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import type { Settings } from './schema.ts'
import { readSettings, writeSetting } from './store.ts'

/** A workspace has one row of settings in the eyes of who listens. */
const SETTINGS_ID = 1

export function changeSettings(
  call: Call,
  change: { readonly [Name in keyof Settings]?: Settings[Name] | undefined },
): Settings {
  for (const [name, value] of Object.entries(change)) if (value !== undefined) writeSetting(call, name, value)
  tell(call, 'settings.changed', SETTINGS_ID)
  return readSettings(call.sql)
}
