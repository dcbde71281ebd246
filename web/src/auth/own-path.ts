/** Where to go after signing in: only ever a page of this server, whatever the address bar was made to say. */
export function ownPath(wanted: string | null): string {
  if (wanted === null || !URL.canParse(wanted, location.origin)) return '/'
  const { origin, pathname, search, hash } = new URL(wanted, location.origin)
  // `/.//elsewhere` is a path here, and would be another server's address by itself.
  const isPage = origin === location.origin && !pathname.startsWith('//') && !pathname.startsWith('/api/')
  return isPage ? pathname + search + hash : '/'
}
