/** The line that names who speaks: `_**User (2026-06-29 18:33:08Z)**_`, `_**Agent - sidechain (model time)**_`. */
import { instant } from '../../core/transcript/json.ts'

export interface Speaker {
  readonly role: 'user' | 'assistant'
  readonly sidechain: boolean
  readonly model: string | undefined
  readonly at: number | undefined
}

const HEADER = /^_\*\*(User|Assistant|Agent)\b([^*]*)\*\*_\s*$/
const TIME = /(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)Z?/

export function speakerOf(line: string): Speaker | undefined {
  if (!line.startsWith('_**')) return undefined
  const found = HEADER.exec(line)
  if (!found) return undefined
  const rest = found[2]!
  const inside = /\(([^)]*)\)/.exec(rest)?.[1] ?? ''
  const time = TIME.exec(inside)
  // Without its zone a time is taken as UTC, so that it reads the same everywhere.
  const at = time ? instant(`${time[1]}T${time[2]}Z`) : undefined
  const role = found[1] === 'User' ? 'user' : 'assistant'
  return { role, sidechain: rest.includes('sidechain'), model: role === 'user' ? undefined : modelOf(inside), at }
}

function modelOf(inside: string): string | undefined {
  const name = inside
    .replace(TIME, '')
    .replace(/,?\s*mode \w+/i, '')
    .replace(/^model\s+/i, '')
    .trim()
  return name === '' || name.startsWith('<') ? undefined : name
}
