/** How people sign in, with the library behind it: what the directory asks of it, and the requests it takes by itself. */
import type { Clock } from '../platform/call.ts'
import type { DirectorySql } from '../platform/directory-sql.ts'
import type { SendMail } from '../platform/mail.ts'
import { type AuthParts, openAuth } from './auth.ts'
import type { Note, OnChange, SignIn } from './call.ts'
import { isInvited, takeUpAll } from './invitations.ts'
import { problem } from './problems.ts'

export interface SignInWish extends Pick<AuthParts, 'url' | 'secret' | 'github' | 'google' | 'password' | 'onError'> {
  readonly sql: DirectorySql
  readonly clock: Clock
  readonly sendMail: SendMail
  /** Lets work go on after the answer has gone. */
  readonly later: (work: Promise<void>) => void
  readonly onChange: OnChange
}

export interface OpenSignIn extends SignIn {
  readonly handler: (request: Request) => Promise<Response>
}

export function openSignInWith(wish: SignInWish): OpenSignIn {
  const { sql, clock, sendMail, later, onChange, onError, ...rest } = wish
  const auth = openAuth({
    ...rest,
    onError,
    database: sql as unknown as AuthParts['database'],
    sendMail: mail => later(sendMail(mail).catch(error => onError(`a mail could not be sent: ${error}`))),
    isInvited: email => isInvited(sql, clock(), email),
    async onVouched(person) {
      const told: (void | Promise<void>)[] = []
      const changed = (workspace: string, note: Note) => told.push(onChange(workspace, note, null))
      const call = { sql, now: clock(), visitor: null, membership: null, url: wish.url, signIn: null, changed }
      await takeUpAll(call, person)
      await Promise.all(told)
    },
  })
  return {
    sendMail,
    handler: request => auth.handler(request),
    providers: [...(wish.github ? ['github'] : []), ...(wish.google ? ['google'] : [])],
    async signUp(person) {
      try {
        await auth.api.signUpEmail({ body: person })
      } catch (error) {
        if ((error as Error).name !== 'APIError') throw error
        throw problem('sign-up-refused', { reason: (error as Error).message })
      }
    },
  }
}
