/** Brings what statuslines have left into the workspace: at once, and then as it comes. */
import { existsSync, type FSWatcher, mkdirSync, watch } from 'node:fs'
import { sep } from 'node:path'
import { ApiError } from '../../client/api-error.ts'
import type { Client } from '../../client/index.ts'
import { findTools } from '../watch/find-logs.ts'
import { readSignedIn } from '../watch/signed-in.ts'
import { type Left, spoolFolder, type Taken, take, takenNow } from './spool.ts'

export interface SpoolParts {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  readonly client: Pick<Client, 'captureReadings'>
}

/** Lines come in bursts. */
const GATHER_MS = 500
/** What no event told is found by looking. */
const LOOK_EVERY_MS = 20_000
/** Who is signed in now said what was shown just now; before that it may have been another. */
const JUST_NOW_MS = 5 * 60_000
const TOOL = 'claude-code'

/** Takes what waits. Never throws: what cannot be taken now waits on. */
export async function drainSpool({ folder, env, client }: SpoolParts): Promise<void> {
  if (!existsSync(spoolFolder(folder))) return
  try {
    for (;;) {
      const { left, taken } = take(folder)
      const sessions = new Map<string, Taken>()
      for (const [session_key, ofSession] of Map.groupBy(left, each => each.sessionKey)) {
        const last = ofSession.at(-1)!
        const readings = ofSession.flatMap(each => each.readings)
        const email = signedIn(last, env)
        const shown = { tool: TOOL, session_key, file: last.file, email, readings }
        const answer = await client.captureReadings(shown).catch(refused)
        if (answer) sessions.set(session_key, takenNow(last, answer.next))
      }
      taken(sessions)
      if (left.length === 0) return
    }
  } catch {
    // The next look finds it again.
  }
}

/** A line that was tampered with is dropped, or it would be refused for ever. */
function refused(error: unknown): null {
  if (error instanceof ApiError && error.status < 500) return null
  throw error
}

function signedIn({ file, at }: Left, env: NodeJS.ProcessEnv): string | undefined {
  if (file === undefined || Date.now() - at > JUST_NOW_MS) return undefined
  const folders = findTools(env).flatMap(({ tool, folders }) => (tool.id === TOOL ? folders : []))
  const settings = folders.find(({ path }) => file.startsWith(path + sep))?.settings
  return settings === undefined ? undefined : readSignedIn(settings)
}

/** @returns a function that ends it. */
export function followSpool(parts: SpoolParts): () => Promise<void> {
  let draining = Promise.resolve()
  let gathering: NodeJS.Timeout | undefined
  const drain = () => {
    gathering = undefined
    draining = draining.then(() => drainSpool(parts))
  }
  const heard = () => {
    gathering ??= setTimeout(drain, GATHER_MS)
  }
  const ears = listen(spoolFolder(parts.folder), heard)
  const looking = setInterval(drain, LOOK_EVERY_MS)
  drain()
  return async () => {
    clearTimeout(gathering)
    clearInterval(looking)
    ears?.close()
    await draining
  }
}

function listen(folder: string, heard: () => void): FSWatcher | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const ears = watch(folder, (_, name) => {
      if (name === 'readings.jsonl') heard()
    })
    ears.on('error', () => ears.close())
    return ears
  } catch {
    return null
  }
}
