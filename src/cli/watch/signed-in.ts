import { readFileSync } from 'node:fs'

/** The e-mail address that is signed in, as Claude Code's settings tell it; nothing else of them is kept. */
export function readSignedIn(settings: string): string | undefined {
  try {
    const { oauthAccount } = JSON.parse(readFileSync(settings, 'utf8')) as { oauthAccount?: { emailAddress?: unknown } }
    const email = oauthAccount?.emailAddress
    return typeof email === 'string' ? email : undefined
  } catch {
    return undefined
  }
}
