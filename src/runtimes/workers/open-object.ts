/** What a workspace's object holds while it is awake. A chunk of its own: the Worker, which only passes requests on, starts without it. */
import manifest from '../../../package.json'
import { Problem } from '../../core/problem.ts'
import { directoryRoutes } from '../../directory/routes.ts'
import { openCourier } from '../../edge/courier.ts'
import { rememberVisitors } from '../../edge/remember-visitors.ts'
import { lookAfterSecrets } from '../../edge/secrets/look-after.ts'
import { rotateKeys } from '../../edge/secrets/rotate-keys.ts'
import { type Fetch, sendWebhook } from '../../edge/webhook/send.ts'
import type { Clock } from '../../platform/call.ts'
import { environmentKeys } from '../../platform/keys.ts'
import { openSeal } from '../../platform/seal.ts'
import { openWorkspace, type WorkspaceApp } from '../../workspace/app.ts'
import { openVault } from '../../workspace/secrets/index.ts'
import type { Bindings } from './bindings.ts'
import { consoleLog as log } from './console-log.ts'
import { type Live, openLive } from './live.ts'
import { type Nightly, openNightly } from './nightly.ts'
import { openGate } from './open-gate.ts'
import { rewind } from './rewind.ts'
import { storageSql } from './sql.ts'
import { loadTokenizer, tokenizerOf } from './tokenizer.ts'

/** Of SQLite in an object, as Cloudflare sets it (November 2026). */
const ROW_BYTES_MAX = 2_000_000

/** An object has 128 MB with its code, and may share them with others. A body, or an export, takes about three times its size. */
const REQUEST_BYTES_MAX = 16 * 1_048_576

export interface ObjectParts {
  readonly context: DurableObjectState
  readonly env: Bindings
  readonly clock: Clock
  readonly outside: Fetch
}

export interface OpenObject {
  readonly app: WorkspaceApp
  readonly live: Live
  /** Does what is due; the object stays awake until that has been sent and kept. */
  ring(): Promise<void>
}

/** @returns a Problem where the database is of a newer version, after a deployment was rolled back: nothing of it is touched. */
export async function openObject(parts: ObjectParts): Promise<OpenObject | Problem> {
  try {
    return await open(parts)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    log.error(error.text.error, { todo: error.text.suggestion })
    return error
  }
}

async function open({ context, env, clock, outside }: ObjectParts): Promise<OpenObject> {
  const { storage } = context
  const sql = storageSql(storage)
  const keys = environmentKeys(env.PAAS_KEY)
  const seal = openSeal(keys)
  const visitors = rememberVisitors(log)
  const [kept] = await Promise.all([storage.getAlarm(), loadTokenizer(env.ASSETS)])
  let alarmAt = kept
  let appAt: number | null = null
  let nightly: Nightly | undefined

  /** Setting it is a row written, and after most changes it stands already. */
  function setAlarm(ms: number): void {
    if (ms === alarmAt) return
    alarmAt = ms
    void storage.setAlarm(ms)
  }

  /** What the workspace waits for, or the night's backup, whichever comes first. */
  function wakeAt(ms: number): void {
    appAt = ms
    plan()
  }

  function plan(): void {
    const times = [appAt, nightly?.nextAt() ?? null].filter(at => at !== null)
    if (times.length > 0) setAlarm(Math.min(...times))
  }

  const app: WorkspaceApp = openWorkspace({
    sql,
    clock,
    alarm: { wakeAt },
    log,
    version: manifest.version,
    routesBeside: directoryRoutes,
    requestBytesMax: REQUEST_BYTES_MAX,
    rowBytesMax: ROW_BYTES_MAX,
    tokenizerOf,
    seal,
    edge: {
      rotateKeys: () => rotateKeys({ vaults: [vault], seal, keys }),
      rewind: toMs => rewind({ storage, abort: reason => context.abort(reason) }, toMs),
    },
    onFacts() {
      live.tell()
      plan()
    },
    onOutgoing: () => courier.go(),
  })
  const vault = openVault(sql)
  const live = openLive({ context, app, clock, gateOf: origin => openGate(env, origin, visitors) })
  const courier = openCourier({
    outbox: () => app.outbox,
    send: (message, signal) => sendWebhook(message, { fetch: outside, clock, reach: 'internet', seal, signal }),
    onError: error => log.error('a message could not be carried', { error: String(error) }),
  })
  await lookAfterSecrets({ vault, seal, log })
  if (env.BACKUPS) {
    const workspace = context.id.name ?? context.id.toString()
    nightly = await openNightly({ bucket: env.BACKUPS, storage, workspace, app, clock })
  }
  app.begin()
  plan()
  return {
    app,
    live,
    async ring() {
      alarmAt = null
      appAt = null
      app.wake()
      await Promise.all([courier.idle(), nightly?.run()])
      plan()
    },
  }
}
