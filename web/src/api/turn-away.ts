/** Where a visit goes that may not stay: one place, whichever call or line met the refusal. */
import { chosenWorkspace, forgetWorkspace } from './workspace.ts'

/** Pages of people who have not signed in: they stand without the frame, and are never left for the sign-in page. */
const ALONE = new Set(['/sign-in', '/reset-password', '/join'])

export const standsAlone = (pathname: string): boolean => ALONE.has(pathname)

/** The page is loaded anew, so that nothing that was shown stays in it. @returns whether it is left. */
function leaveToSignIn(): boolean {
  const { pathname, search, hash } = location
  if (standsAlone(pathname)) return false
  const here = pathname + search + hash
  location.replace(here === '/' ? '/sign-in' : `/sign-in?then=${encodeURIComponent(here)}`)
  return true
}

/** @param code of a refusal. @returns whether the page is left for it. */
export function turnAway(code: string): boolean {
  if (code === 'sign-in-needed' || code === 'no-workspace') return leaveToSignIn()
  if (code !== 'no-such-workspace' || chosenWorkspace() === null) return false
  forgetWorkspace()
  location.reload()
  return true
}
