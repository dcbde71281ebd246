/** Sign-in: better-auth over the directory's database. Who may become a person here is the directory's to say. */
import { passkey } from '@better-auth/passkey'
import type { BetterAuthOptions } from 'better-auth'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Mail, Texts } from '../platform/mail.ts'
import { ADDRESS_HEADER, AUTH_PATH } from './auth-path.ts'
import { resetMail, verifyMail } from './mails.ts'

const MINUTE = 60
const DAY = 86_400
/** Of a session that is used; a day's use renews it. */
const SESSION_SECONDS = 14 * DAY
const RESET_SECONDS = 30 * MINUTE

export interface OAuthApp {
  readonly clientId: string
  readonly clientSecret: string
}

export interface AuthParts {
  /** `DatabaseSync` of node:sqlite, or a D1 database. */
  readonly database: BetterAuthOptions['database']
  /** `https://paas.example.org`: the address that people open. */
  readonly url: string
  /** Signs cookies and links; 32 bytes or more. */
  readonly secret: string
  readonly github?: OAuthApp | undefined
  readonly google?: OAuthApp | undefined
  /** Not waited for: how long a mail takes would tell whether the address is known. */
  readonly sendMail: (mail: Mail) => void
  /** Whether a person whom a provider vouches for may come in: somebody must have invited that address. */
  readonly isInvited: (email: string) => Promise<boolean>
  /** After somebody whom a provider vouches for has come in. */
  readonly onVouched: (person: { id: string; name: string; email: string }) => Promise<void>
  /** Where hashing costs more than a request may take: another place that does it. The library's scrypt where nothing is said. */
  readonly password?: {
    hash(password: string): Promise<string>
    verify(data: { hash: string; password: string }): Promise<boolean>
  }
  readonly onError: (message: string) => void
}

export function openAuth(parts: AuthParts) {
  return betterAuth(authOptions(parts))
}

export function authOptions(parts: AuthParts) {
  const { github, google, url } = parts
  const send = async (email: string, texts: Texts) => parts.sendMail({ to: email, ...texts })
  return {
    appName: 'PAAS AI Orchestrator',
    database: parts.database,
    baseURL: url,
    basePath: AUTH_PATH,
    secret: parts.secret,
    telemetry: { enabled: false },
    logger: { level: 'error' as const, log: (_level: string, message: string) => parts.onError(message) },
    // The edge counts tries by itself, for tokens too; it holds on both runtimes.
    rateLimit: { enabled: false },
    trustedOrigins: [new URL(url).origin],
    advanced: {
      cookiePrefix: 'paas',
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // Ours is made by our migrations, which are counted; looked into at every sign-in, it costs D1 as many queries.
      database: { validateSchema: false },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: DAY, freshAge: DAY },
    emailAndPassword: {
      enabled: true,
      // Who joins signs in afterwards, like everybody: one way in, one place where tries are counted.
      autoSignIn: false,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url: link }: Linked) => send(user.email, resetMail(link)),
      ...(parts.password && { password: parts.password }),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendVerificationEmail: ({ user, url: link }: Linked) => send(user.email, verifyMail(link)),
    },
    socialProviders: { ...(github && { github }), ...(google && { google }) },
    account: { encryptOAuthTokens: true, accountLinking: { enabled: true, requireLocalEmailVerified: true } },
    databaseHooks: {
      user: {
        create: {
          after: async (user: Person & { id: string; name: string }) => {
            if (user.emailVerified) await parts.onVouched(user)
          },
        },
      },
    },
    user: {
      // `/sign-up/email` is called from here only (join.ts): the edge does not pass it on.
      validateUserInfo: async ({
        user,
        source,
      }: {
        user: Partial<Person>
        source: { method: string; action: string }
      }) => {
        if (source.action !== 'create-user' || source.method === 'email-password') return
        if (user.email && user.emailVerified && (await parts.isInvited(user.email))) return
        return { error: 'not_invited', errorDescription: 'Nobody has invited this address.' }
      },
    },
    plugins: [
      passkey({ rpID: new URL(url).hostname, rpName: 'PAAS', origin: new URL(url).origin }),
      twoFactor({ issuer: 'PAAS', allowPasswordless: true }),
    ],
  } satisfies BetterAuthOptions
}

interface Person {
  readonly email: string
  readonly emailVerified: boolean
}

interface Linked {
  readonly user: { readonly email: string }
  readonly url: string
}
