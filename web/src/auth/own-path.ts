/** Where to go after signing in: only ever a page of this server, whatever the address bar was made to say. */
export function ownPath(wanted: string | null): string {
  if (wanted === null || !URL.canParse(wanted, location.origin)) return '/'
  const { origin, pathname, search, hash } = new URL(wanted, location.origin)
  return origin === location.origin && !pathname.startsWith('/api/') ? pathname + search + hash : '/'
}
