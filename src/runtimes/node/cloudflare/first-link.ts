import { inviteFirst } from '../../../directory/invitations.ts'
import { directoryOverWrangler, type Where } from './directory-over-wrangler.ts'
import type { Wrangler } from './wrangler.ts'

/** @returns a new link for the first owner of a deployment; null where people are. */
export const firstLinkOf = (wrangler: Wrangler, where: Where, url: string): Promise<string | null> =>
  inviteFirst(directoryOverWrangler(wrangler, where), Date.now(), url)
