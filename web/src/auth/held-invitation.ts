/** The invitation that somebody came with, for as long as the tab is open: it is out of the address bar at once. */
const KEY = 'paas.invitation'

/** Takes it out of the address, or finds the one taken before (signing in and coming back). */
export function holdInvitation(): string | null {
  const token = location.hash.slice(1)
  if (token === '') return sessionStorage.getItem(KEY)
  sessionStorage.setItem(KEY, token)
  history.replaceState(history.state, '', location.pathname)
  return token
}

export const dropInvitation = (): void => sessionStorage.removeItem(KEY)
