/** The directory of a data folder: its file, its keys, and sign-in where people come from elsewhere. */
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { problemsOf } from '../../core/problem.ts'
import { type DirectoryCaller, openDirectory } from '../../directory/app.ts'
import type { OnChange } from '../../directory/call.ts'
import { inviteFirst } from '../../directory/invitations.ts'
import { type ReadSession, sessionReader } from '../../directory/session-cookie.ts'
import { openSignIn } from '../../edge/sign-in.ts'
import type { Mounted } from '../../http/mount.ts'
import type { Clock, Log } from '../../platform/call.ts'
import { openDirectorySql } from './directory-sql.ts'
import { keptKey } from './kept-key.ts'
import { openMail } from './mail.ts'
import { migrateDirectory } from './migrate-directory.ts'

const problem = problemsOf({
  'bad-public-url': (d: { url: string; reason: string }) => ({
    status: 400,
    error: `PAAS_URL is "${d.url}": ${d.reason}`,
    suggestion: 'Set it to the address that people open, like https://paas.example.org, or leave it out.',
  }),
})

export interface FolderDirectory {
  readonly sql: ReturnType<typeof openDirectorySql>
  readonly app: Mounted<DirectoryCaller>
  readonly signIn: ReturnType<typeof openSignIn> | null
  readonly readSession: ReadSession | null
  /** A new link for the first owner; null where people are, or where nobody signs in. */
  firstLink(): Promise<string | null>
  close(): void
}

export interface DirectoryWish {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  readonly url: string | null
  readonly clock: Clock
  readonly log: Log
  readonly onChange: OnChange
  /** After somebody has signed out, here or elsewhere. */
  readonly onEnded: () => void
}

export async function openFolderDirectory(wish: DirectoryWish): Promise<FolderDirectory> {
  const { folder, url, clock, log, onChange, onEnded } = wish
  const sql = openDirectorySql(join(folder, 'directory.db'))
  await migrateDirectory(sql)
  await takeInDevices(sql, folder)
  const people = url === null ? null : await openPeople(wish, sql, url)
  return {
    sql,
    app: openDirectory({ sql, clock, log, url, signIn: people?.signIn ?? null, onChange }),
    signIn:
      people &&
      openSignIn({
        handler: people.signIn.handler,
        sql,
        clock,
        log,
        url: people.url,
        readSession: people.readSession,
        onEnded,
      }),
    readSession: people?.readSession ?? null,
    firstLink: async () => people && inviteFirst(sql, clock(), people.url),
    close: () => sql.close(),
  }
}

async function openPeople(
  { folder, env, clock, log, onChange }: DirectoryWish,
  sql: FolderDirectory['sql'],
  url: string,
) {
  // The library behind sign-in is large: a server of one person starts without it.
  const { openSignInWith } = await import('../../directory/open-sign-in.ts')
  const secret = env.PAAS_SIGN_IN_SECRET ?? keptKey(join(folder, 'sign-in.key'))
  const signIn = openSignInWith({
    sql,
    clock,
    url,
    secret,
    github: oauthApp(env, 'GITHUB'),
    google: oauthApp(env, 'GOOGLE'),
    sendMail: openMail(env, folder),
    later: () => {},
    onChange,
    onError: message => log.error('sign-in', { error: message }),
  })
  return { signIn, url, readSession: sessionReader(secret) }
}

function oauthApp(env: NodeJS.ProcessEnv, name: string) {
  const clientId = env[`PAAS_${name}_ID`]
  const clientSecret = env[`PAAS_${name}_SECRET`]
  return clientId && clientSecret ? { clientId, clientSecret } : undefined
}

/** @returns the origin that people open. @throws Problem where it is none, or would send passwords in the clear. */
export function publicUrl(env: NodeJS.ProcessEnv): string | null {
  const said = env.PAAS_URL
  if (!said) return null
  const url = URL.parse(said)
  if (!url || !/^https?:$/.test(url.protocol))
    throw problem('bad-public-url', { url: said, reason: 'it is no address.' })
  if (url.pathname !== '/' || url.search || url.hash) {
    throw problem('bad-public-url', { url: said, reason: 'nothing may stand behind the name and the port.' })
  }
  const isHere = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'http:' && !isHere) {
    const reason = 'over http, passwords could be read on the way. A proxy in front (Caddy, nginx) speaks https.'
    throw problem('bad-public-url', { url: said, reason })
  }
  return url.origin
}

/** Machines that pushed before there were tokens keep theirs. */
async function takeInDevices(sql: FolderDirectory['sql'], folder: string): Promise<void> {
  const file = join(folder, 'devices.json')
  if (!existsSync(file)) return
  const devices = JSON.parse(readFileSync(file, 'utf8')) as { name: string; hash: string; addedAt: string }[]
  const add = `INSERT INTO tokens (workspace_id, person_id, name, hash, hint, scopes, created_at_ms)
    VALUES ('default', 'local', ?, ?, '', '["push"]', ?) ON CONFLICT (hash) DO NOTHING`
  await sql.batch(devices.map(({ name, hash, addedAt }) => sql.prepare(add).bind(name, hash, Date.parse(addedAt))))
  renameSync(file, `${file}.taken-in`)
}
