/** What the server writes to people. */
import type { Texts } from '../platform/mail.ts'

export const resetMail = (link: string): Texts => ({
  subject: 'A new password for PAAS',
  text: `Somebody, you we hope, asked for a new password. This link takes it, for half an hour:\n\n${link}\n\nIf it was not you, nothing has changed and there is nothing to do.\n`,
})

export const verifyMail = (link: string): Texts => ({
  subject: 'Is this your address?',
  text: `Open this link to say that this address is yours:\n\n${link}\n`,
})

export const invitationMail = (d: { link: string; by: string; workspace: string; days: number }): Texts => ({
  subject: `${d.by} invites you to ${d.workspace} on PAAS`,
  text: `${d.by} would like to share a pool of AI accounts and its work with you, in the workspace ${d.workspace}.\n\n${d.link}\n\nThe link is for you only and holds for ${d.days} days.\n`,
})
