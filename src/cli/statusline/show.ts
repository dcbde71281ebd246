/** One line for Claude Code's statusline, and its figures left for the workspace. Waits for nobody and fails for nothing. */
import { readStatusline, type Statusline } from '../../core/quota/read-statusline.ts'
import { dataFolder } from '../../runtimes/node/data-path.ts'
import { leave, readTaken, type Taken } from './spool.ts'
import { statusLine } from './status-line.ts'

/** Who comes next changes with the hour. */
const NEXT_MS = 15 * 60_000

export function showStatusline(input: string, env: NodeJS.ProcessEnv, now: number): string {
  const status = readStatusline(parse(input), now)
  const taken = keep(status, env, now)
  const next = taken && now - taken.at < NEXT_MS ? taken.next : null
  return statusLine({ status, folder: process.cwd(), next, now, coloured: env.NO_COLOR === undefined })
}

/** @returns what was taken of this session before. */
function keep({ sessionKey, file, readings }: Statusline, env: NodeJS.ProcessEnv, now: number): Taken | null {
  if (sessionKey === undefined) return null
  try {
    const folder = dataFolder(env)
    const taken = readTaken(folder, sessionKey)
    if (readings.length > 0) leave(folder, { at: now, sessionKey, file, readings }, taken)
    return taken
  } catch {
    // A full disk or a folder that is not ours costs a reading, never the line.
    return null
  }
}

function parse(input: string): unknown {
  try {
    return JSON.parse(input)
  } catch {
    return undefined
  }
}
