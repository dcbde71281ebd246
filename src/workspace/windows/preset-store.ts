/** Presets: those of the program, and over them what somebody here changed. */
import type { z } from 'zod'
import { PRESETS } from '../../core/quota/presets.ts'
import type { DescribedWindow } from '../../core/quota/window.ts'
import type { Call } from '../../platform/call.ts'
import type { Sql } from '../../platform/sql.ts'
import { problem } from './problems.ts'
import { type NewWindow, type PresetChange, type preset, toWireRenewal } from './schema.ts'

export type Preset = z.output<typeof preset>
type Stored = Omit<Preset, 'windows' | 'edited'> & { readonly windows: string }

const SHIPPED: readonly Preset[] = PRESETS.map(({ windows, ...rest }) => ({
  ...rest,
  edited: false,
  windows: windows.map(toNewWindow),
}))

export function listPresets(sql: Sql): Preset[] {
  const changed = new Map(
    sql.all<Stored>('SELECT id, title, platform, dated, source, windows FROM quota_presets').map(row => [row.id, row]),
  )
  return SHIPPED.map(shipped => {
    const row = changed.get(shipped.id)
    return row ? { ...row, edited: true, windows: JSON.parse(row.windows) as NewWindow[] } : shipped
  })
}

export function getPreset(sql: Sql, id: string): Preset {
  const found = listPresets(sql).find(each => each.id === id)
  if (!found) throw problem('preset-not-found', { id, known: SHIPPED.map(each => each.id) })
  return found
}

export function putPreset({ sql, now }: Call, id: string, change: PresetChange): Preset {
  const today = new Date(now).toISOString().slice(0, 10)
  const { title, platform, dated, source, windows } = { ...getPreset(sql, id), dated: today, ...change }
  sql.run(
    'INSERT OR REPLACE INTO quota_presets (id, title, platform, dated, source, windows) VALUES (?, ?, ?, ?, ?, ?)',
    ...[id, title, platform, dated, source, JSON.stringify(windows)],
  )
  return getPreset(sql, id)
}

/** Back to that of the program. */
export function deletePresetChange({ sql }: Call, id: string): Preset {
  getPreset(sql, id)
  sql.run('DELETE FROM quota_presets WHERE id = ?', id)
  return getPreset(sql, id)
}

function toNewWindow({ scopeOf, sharedPool, renewal, ...rest }: DescribedWindow): NewWindow {
  return { ...rest, scope_of: scopeOf, shared_pool: sharedPool, renewal: toWireRenewal(renewal) }
}
