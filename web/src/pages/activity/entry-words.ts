/** An entry of the activity log in words, and as a line of a table. */
import type { LogEntry } from '../../api/types.ts'
import { words } from './texts.ts'

/** A thing itself is made, changed, deleted; what is done to a part of it is not that. */
const PLAIN = /^(POST|PATCH|DELETE) \/api\/(?:private\/)?\w+(?:\/\{\w+\})?$/

/** `changed`; an act that has no words is shown as it is. */
export function actIn({ action }: LogEntry): string {
  const [, method] = PLAIN.exec(action) ?? []
  return words.acts[action] ?? words.verbs[method as 'POST'] ?? action
}

/** `account 7` */
export function thingIn({ subject, data }: LogEntry): string {
  const [kind = '', id] = subject?.split('/') ?? []
  if (kind === 'demo') return ''
  const name = typeof data?.['name'] === 'string' ? data['name'] : id
  return [words.things[kind] ?? kind, name].filter(Boolean).join(' ')
}

const PAGES = new Set(['accounts', 'projects', 'sessions'])

/** The page of the thing, where it has one and may still be there. */
export function pageOf({ subject, action }: LogEntry): string | null {
  const [kind = '', id] = subject?.split('/') ?? []
  return PAGES.has(kind) && id !== undefined && action !== `DELETE /api/${kind}/{id}` ? `/${kind}/${id}` : null
}

export const actorIn = ({ person_id, actor }: LogEntry): string =>
  person_id === 'local' ? words.local : person_id === 'paas' ? words.paas : actor

/** Nothing of the machine itself: who it was says that already. */
export function placeIn({ via, address }: LogEntry): string {
  if (via === null) return ''
  return [via === 'browser' ? words.browser : via, address].filter(Boolean).join(' · ')
}

const COLUMNS = ['seq', 'at', 'person_id', 'actor', 'via', 'address', 'action', 'subject', 'hash'] as const

export const csvOf = (entries: readonly LogEntry[]): string =>
  [COLUMNS.join(','), ...entries.map(entry => COLUMNS.map(name => cell(entry[name])).join(','))].join('\r\n')

/** A spreadsheet takes what begins with such a sign for a formula. */
function cell(value: string | number | null): string {
  const text = String(value ?? '').replace(/^[=+\-@\t\r]/, "'$&")
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
