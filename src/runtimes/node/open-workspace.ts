/** A workspace over a file, with a timer for its alarm. */
import { LOCAL_OWNER, type Log, type Principal } from '../../platform/call.ts'
import { openWorkspace, type WorkspaceApp } from '../../workspace/app.ts'
import { type Capture, captureTogether } from './capture-together.ts'
import { openSql } from './sql.ts'
import { tokenizerOf } from './tokenizers.ts'
import { VERSION } from './version.ts'

export interface OpenWorkspace {
  readonly app: WorkspaceApp
  /** As the person at the machine, where nobody else is named. */
  fetch(request: Request, principal?: Principal): Response | Promise<Response>
  /** `POST /api/capture` for what this process reads itself. */
  readonly capture: Capture
  /** Called after each commit that stated facts. @returns a function that ends it. */
  subscribe(listener: () => void): () => void
  close(): void
}

/** setTimeout counts in 32 bits; a later time is reached in several steps. */
const STEP_MS_MAX = 2_147_483_647

export const stderrLog: Log = {
  error: (message, detail) => process.stderr.write(`${JSON.stringify({ level: 'error', message, ...detail })}\n`),
}

export interface WorkspaceOptions {
  readonly clock?: () => number
  readonly log?: Log
  /** Until work that waits for a quiet moment is begun with; a command that is done by then leaves it to others. */
  readonly restMs?: number
}

/** @param path a database file, or `:memory:`. */
export function openFileWorkspace(path: string, options: WorkspaceOptions = {}): OpenWorkspace {
  const clock = options.clock ?? Date.now
  const sql = openSql(path)
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined

  function wakeAt(ms: number): void {
    clearTimeout(timer)
    const wait = Math.max(0, ms - clock())
    timer = setTimeout(() => (wait > STEP_MS_MAX ? wakeAt(ms) : app.wake()), Math.min(wait, STEP_MS_MAX))
    timer.unref()
  }

  const app = openWorkspace({
    sql,
    clock,
    alarm: { wakeAt },
    log: options.log ?? stderrLog,
    version: VERSION,
    tokenizerOf,
    onFacts: () => {
      for (const listener of listeners) listener()
    },
  })
  app.begin(options.restMs)
  return {
    app,
    fetch: (request, principal = LOCAL_OWNER) => app.fetch(request, { principal }),
    capture: captureTogether(app),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      clearTimeout(timer)
      sql.close()
    },
  }
}
