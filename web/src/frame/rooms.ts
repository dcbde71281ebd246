/** The rooms of the navigation, in order; `key` goes there after `g`. */
import { t } from '../texts/index.ts'

export const ROOMS = [
  { path: '/', name: () => t.nav.overview, icon: 'overview', key: 'o' },
  { path: '/accounts', name: () => t.nav.accounts, icon: 'accounts', key: 'a' },
  { path: '/projects', name: () => t.nav.projects, icon: 'projects', key: 'p' },
  { path: '/handoffs', name: () => t.nav.handoffs, icon: 'handoffs', key: 'h' },
  { path: '/knowledge', name: () => t.nav.knowledge, icon: 'knowledge', key: 'k' },
] as const

/** Reached from everywhere, and no rooms of their own. */
export const SEARCH = { path: '/search', key: 's' } as const
export const ALERTS = { path: '/alerts', key: 'l' } as const
export const IMPORT = { path: '/import', key: 'i' } as const

/** A session belongs to its project's room, the pool to the accounts'. */
export function isRoom(path: string, pathname: string): boolean {
  if (path === '/') return pathname === '/'
  const at = pathname.replace(/^\/sessions/, '/projects').replace(/^\/pool/, '/accounts')
  return at === path || at.startsWith(`${path}/`)
}
