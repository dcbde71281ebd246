/**
 * OpenCode keeps a session in a database, older versions as many small files. Each that has changed is written out in the
 * shape of `opencode export`, which its importer reads; the file bears the time of the change.
 */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, utimesSync, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { opencodeDatabase } from './opencode-database.ts'
import { opencodeFiles } from './opencode-files.ts'

export interface OpencodePlace {
  readonly kind: 'database' | 'files'
  readonly path: string
}

/** A session as it is kept; read when it is asked for. */
export interface OpencodeSession {
  readonly id: string
  /** When it was changed last, in milliseconds since the epoch. */
  readonly changedAt: number
  info(): object
  messages(): Iterable<{ readonly info: object; readonly parts: readonly object[] }>
}

/** Those that are here, the newer kind first. */
export function opencodePlaces(env: NodeJS.ProcessEnv): OpencodePlace[] {
  const data = join(env.XDG_DATA_HOME || join(env.HOME || homedir(), '.local', 'share'), 'opencode')
  const places: OpencodePlace[] = [
    { kind: 'database', path: join(data, env.OPENCODE_DB || 'opencode.db') },
    { kind: 'files', path: join(data, 'storage') },
  ]
  if (env.OPENCODE_DB?.startsWith('/')) places[0] = { kind: 'database', path: env.OPENCODE_DB }
  return places.filter(({ path }) => existsSync(path))
}

/** @returns what could not be read. */
export function gatherOpencode(places: readonly OpencodePlace[], to: string): { path: string; reason: string }[] {
  const failed: { path: string; reason: string }[] = []
  const seen = new Set<string>()
  for (const { kind, path } of places) {
    try {
      const sessions = kind === 'database' ? opencodeDatabase(path) : opencodeFiles(path)
      for (const session of sessions) {
        // A newer version takes the files over into its database.
        if (seen.has(session.id)) continue
        seen.add(session.id)
        if (isName(session.id)) writeIfChanged(session, to)
      }
    } catch (error) {
      failed.push({ path, reason: (error as Error).message })
    }
  }
  return failed
}

/** Never a path: it names a file of ours. */
const isName = (id: string): boolean => /^ses_[\w-]{1,100}$/.test(id) && basename(id) === id

function writeIfChanged(session: OpencodeSession, to: string): void {
  const file = join(to, `${session.id}.json`)
  const known = statSync(file, { throwIfNoEntry: false })
  if (known && Math.floor(known.mtimeMs) === session.changedAt) return
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const draft = `${file}.part`
  writeDocument(session, draft)
  const at = session.changedAt / 1000
  utimesSync(draft, at, at)
  renameSync(draft, file)
}

/** One part a line: a session may be larger than a line is read. */
function writeDocument(session: OpencodeSession, file: string): void {
  const output = openSync(file, 'w', 0o600)
  try {
    writeSync(output, `{"info":${JSON.stringify(session.info())},\n"messages":[`)
    let between = '\n'
    for (const { info, parts } of session.messages()) {
      const written = parts.map(part => JSON.stringify(part)).join(',\n')
      writeSync(output, `${between}{"info":${JSON.stringify(info)},"parts":[\n${written}]}`)
      between = ',\n'
    }
    writeSync(output, '\n]}\n')
  } finally {
    closeSync(output)
  }
}
