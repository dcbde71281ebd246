/** One workspace as a Durable Object: the same app over the object's own database, its alarm the object's alarm. */
import { DurableObject } from 'cloudflare:workers'
import manifest from '../../../package.json'
import { type Courier, openCourier } from '../../edge/courier.ts'
import { lookAfterSecrets } from '../../edge/secrets/look-after.ts'
import { rotateKeys } from '../../edge/secrets/rotate-keys.ts'
import { type Fetch, sendWebhook } from '../../edge/webhook/send.ts'
import { type Clock, LOCAL_OWNER, type Log } from '../../platform/call.ts'
import { environmentKeys } from '../../platform/keys.ts'
import { openSeal } from '../../platform/seal.ts'
import { openWorkspace, type WorkspaceApp } from '../../workspace/app.ts'
import { openVault } from '../../workspace/secrets/index.ts'
import { storageSql } from './sql.ts'

export interface WorkspaceBindings {
  /** A secret of the deployment: 32 bytes in base64 (docs/guide/secrets.md). */
  readonly PAAS_KEY?: string
}

export class WorkspaceObject extends DurableObject<WorkspaceBindings> {
  /** Replaced by tests that move the time. */
  clock: Clock = Date.now
  /** As above. */
  outside: Fetch = (url, init) => fetch(url, init as RequestInit) as unknown as ReturnType<Fetch>
  readonly app: WorkspaceApp
  readonly #courier: Courier

  constructor(context: DurableObjectState, env: WorkspaceBindings) {
    super(context, env)
    const log: Log = {
      error: (message, detail) => console.error(JSON.stringify({ level: 'error', message, ...detail })),
    }
    const clock = () => this.clock()
    const sql = storageSql(context.storage)
    const keys = environmentKeys(env.PAAS_KEY)
    const seal = openSeal(keys)
    this.#courier = openCourier({
      outbox: () => this.app.outbox,
      send: (message, signal) =>
        sendWebhook(message, { fetch: (url, init) => this.outside(url, init), clock, reach: 'internet', seal, signal }),
      onError: error => log.error('a message could not be carried', { error: String(error) }),
    })
    this.app = openWorkspace({
      sql,
      clock,
      alarm: { wakeAt: ms => void context.storage.setAlarm(ms) },
      log,
      version: manifest.version,
      seal,
      edge: { rotateKeys: () => rotateKeys({ vaults: [vault], seal, keys }) },
      onOutgoing: () => this.#courier.go(),
    })
    const vault = openVault(sql)
    context.blockConcurrencyWhile(async () => {
      await lookAfterSecrets({ vault, seal, log })
      this.app.wake()
    })
  }

  override fetch(request: Request): Response | Promise<Response> {
    return this.app.fetch(request as unknown as globalThis.Request, { principal: LOCAL_OWNER }) as Response
  }

  /** The object stays awake until what was due has been sent. */
  override async alarm(): Promise<void> {
    this.app.wake()
    await this.#courier.idle()
  }
}
