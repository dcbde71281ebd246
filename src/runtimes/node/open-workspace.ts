/** A workspace over a file, with a timer for its alarm. */
import { openCourier } from '../../edge/courier.ts'
import { lookAfterSecrets } from '../../edge/secrets/look-after.ts'
import { rotateKeys } from '../../edge/secrets/rotate-keys.ts'
import { type Fetch, sendWebhook } from '../../edge/webhook/send.ts'
import type { Route } from '../../http/route.ts'
import { LOCAL_OWNER, type Log, type Principal } from '../../platform/call.ts'
import { environmentKeys, type Keys } from '../../platform/keys.ts'
import type { Reach } from '../../platform/outside-url.ts'
import { openSeal } from '../../platform/seal.ts'
import { openWorkspace, type WorkspaceApp } from '../../workspace/app.ts'
import { openVault } from '../../workspace/secrets/index.ts'
import { type Capture, captureTogether } from './capture-together.ts'
import { openSql } from './sql.ts'
import { tokenizerOf } from './tokenizers.ts'
import { withVaults } from './vaults.ts'
import { VERSION } from './version.ts'

export interface OpenWorkspace {
  readonly app: WorkspaceApp
  /** As the person at the machine, where nobody else is named. */
  fetch(request: Request, principal?: Principal): Response | Promise<Response>
  /** `POST /api/capture` for what this process reads itself. */
  readonly capture: Capture
  /** Called after each commit that stated facts. @returns a function that ends it. */
  subscribe(listener: () => void): () => void
  /** When every message that was due has been sent. */
  sent(): Promise<void>
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
  /** What the same server answers beside the workspace. */
  readonly routesBeside?: readonly Route[]
  /** Sends messages to other systems; where nothing is given they wait for a server that does. */
  readonly fetch?: Fetch
  /** Where messages may go; this machine and the internet where nothing is said. */
  readonly reach?: Reach
  /** Without any, no secret can be kept. */
  readonly keys?: Keys
}

/** @param path a database file, or `:memory:`. */
export function openFileWorkspace(path: string, options: WorkspaceOptions = {}): OpenWorkspace {
  const { clock = Date.now, log = stderrLog, reach = 'machine', keys = environmentKeys(undefined) } = options
  const sql = openSql(path)
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined

  function wakeAt(ms: number): void {
    clearTimeout(timer)
    const wait = Math.max(0, ms - clock())
    timer = setTimeout(() => (wait > STEP_MS_MAX ? wakeAt(ms) : app.wake()), Math.min(wait, STEP_MS_MAX))
    timer.unref()
  }

  const seal = openSeal(keys)
  const { fetch } = options
  const report = (error: unknown) => log.error('a message could not be carried', { error: String(error) })
  const courier =
    fetch &&
    openCourier({
      outbox: () => app.outbox,
      send: (message, signal) => sendWebhook(message, { fetch, clock, reach, seal, signal }),
      onError: report,
    })

  const app = openWorkspace({
    sql,
    clock,
    alarm: { wakeAt },
    log,
    version: VERSION,
    ...(options.routesBeside && { routesBeside: options.routesBeside }),
    tokenizerOf,
    reach,
    seal,
    edge: {
      rotateKeys: () => withVaults({ sql, path }, vaults => rotateKeys({ vaults, seal, keys })),
      rewind: async () => null,
    },
    onOutgoing: () => void lookedAfter.then(() => courier?.go()),
    onFacts: () => {
      for (const listener of listeners) listener()
    },
  })
  // Only where messages are signed is there anything to do before: a command is done sooner.
  const look = () => lookAfterSecrets({ vault: openVault(sql), seal, log, purge: sql.purge })
  const lookedAfter = courier ? look() : Promise.resolve()
  app.begin(options.restMs)
  return {
    app,
    fetch: (request, principal = LOCAL_OWNER) => app.fetch(request, { principal }),
    capture: captureTogether(app),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async sent() {
      await lookedAfter
      await courier?.idle()
    },
    close() {
      clearTimeout(timer)
      courier?.close()
      sql.close()
    },
  }
}
