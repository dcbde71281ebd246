/** Signing in on Cloudflare: passwords are hashed in an object, mails go out over SMTP. */
import { waitUntil } from 'cloudflare:workers'
import type { OnChange, SignIn, Visitor } from '../../directory/call.ts'
import type { OpenSignIn } from '../../directory/open-sign-in.ts'
import type { ReadSession } from '../../directory/session-cookie.ts'
import type { VisitorMemory } from '../../edge/remember-visitors.ts'
import { openSignIn } from '../../edge/sign-in.ts'
import type { Clock } from '../../platform/call.ts'
import type { DirectorySql } from '../../platform/directory-sql.ts'
import type { Bindings } from './bindings.ts'
import { consoleLog } from './console-log.ts'
import { objectOf } from './forward.ts'
import { openMail } from './mail.ts'
import { openPasswords } from './password-object.ts'

interface SignInWish {
  readonly sql: DirectorySql
  readonly clock: Clock
  readonly url: string
  readonly readSession: ReadSession
  readonly onChange: OnChange
  readonly visitors: VisitorMemory
}

export interface WorkerSignIn extends SignIn {
  readonly answer: ReturnType<typeof openSignIn>
}

export function openSignInOn(env: Bindings, wish: SignInWish): WorkerSignIn {
  const { sql, clock, url, readSession, onChange, visitors } = wish
  const github = oauthApp(env.PAAS_GITHUB_ID, env.PAAS_GITHUB_SECRET)
  const google = oauthApp(env.PAAS_GOOGLE_ID, env.PAAS_GOOGLE_SECRET)
  const sendMail = openMail(env)

  /** Anew for each request: what one of them has begun, no other can wait for. The library is loaded with the first. */
  async function open(): Promise<OpenSignIn> {
    const { openSignInWith } = await import('../../directory/open-sign-in.ts')
    return openSignInWith({
      sql,
      clock,
      url,
      secret: env.PAAS_SIGN_IN_SECRET ?? '',
      github,
      google,
      sendMail,
      password: openPasswords(env),
      later: waitUntil,
      onChange,
      onError: message => consoleLog.error('sign-in', { error: message }),
    })
  }

  function onEnded(by: Visitor | null): void {
    visitors.forget()
    for (const { workspace } of by?.memberships ?? []) waitUntil(objectOf(env, workspace).lookAgain())
  }

  return {
    sendMail,
    providers: [...(github ? ['github'] : []), ...(google ? ['google'] : [])],
    signUp: async person => (await open()).signUp(person),
    answer: openSignIn({
      handler: async request => (await open()).handler(request),
      sql,
      clock,
      log: consoleLog,
      url,
      readSession,
      onEnded,
    }),
  }
}

const oauthApp = (clientId: string | undefined, clientSecret: string | undefined) =>
  clientId && clientSecret ? { clientId, clientSecret } : undefined
