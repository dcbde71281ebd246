/** What a verb of the directory is called with, and who asks it. */
import type { Role, Scope } from '../platform/call.ts'
import type { DirectorySql } from '../platform/directory-sql.ts'
import type { SendMail } from '../platform/mail.ts'

export interface Person {
  readonly id: string
  readonly name: string
  /** Null of the person at the machine. */
  readonly email: string | null
}

/** The person at the machine: an owner of every workspace there. */
export const LOCAL_PERSON: Person = { id: 'local', name: 'You', email: null }

export interface Membership {
  readonly workspace: string
  readonly name: string
  readonly role: Role
}

/** Who asks, and how they showed it. */
export interface Visitor {
  readonly person: Person
  /** Where they belong, the longest first; of a token only its own workspace. */
  readonly memberships: readonly Membership[]
  /** `token laptop`, `browser`; absent of the person at the machine. */
  readonly via?: string
  /** Of a token. */
  readonly scopes?: readonly Scope[]
  /** The machine that pushes by itself. */
  readonly device?: string
  readonly address?: string
  /** Of a browser: which of the person's sign-ins it is. */
  readonly signInId?: string
}

/** What happened to a workspace's people, for its activity log. */
export interface Note {
  readonly kind:
    | 'member.added'
    | 'member.role_changed'
    | 'member.removed'
    | 'invitation.created'
    | 'invitation.revoked'
    | 'token.created'
    | 'token.revoked'
    | 'workspace.renamed'
    | 'sign_in.ended'
  /** The person, the invitation or the token. */
  readonly subject: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** The workspace hears of a change. Where it is elsewhere, the change is answered after it has heard. */
export type OnChange = (workspace: string, note: Note, by: Visitor | null) => void | Promise<void>

export interface DirectoryCall {
  readonly sql: DirectorySql
  readonly now: number
  /** Null where nobody has signed in. */
  readonly visitor: Visitor | null
  /** The workspace that is meant; null where the visitor belongs to none. */
  readonly membership: Membership | null
  /** Where people open the server: `https://paas.example.org`; null while it serves its own machine only. */
  readonly url: string | null
  /** Null where people cannot sign in. */
  readonly signIn: SignIn | null
  /** Done after the verb: the workspace hears of it, and open sockets are looked at again. */
  readonly changed: (workspace: string, note: Note) => void
}

/** How people sign in, and what it takes to let a new one in. */
export interface SignIn {
  /** @throws Problem where the password or the address will not do. */
  readonly signUp: (person: { name: string; email: string; password: string }) => Promise<void>
  readonly sendMail: SendMail
  /** `github`, `google`, as far as they are set up. */
  readonly providers: readonly string[]
}
