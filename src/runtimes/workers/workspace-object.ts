/** One workspace as a Durable Object: the same app over the object's own database, its alarm the object's alarm. */
import { DurableObject } from 'cloudflare:workers'
import manifest from '../../../package.json'
import { type Courier, openCourier } from '../../edge/courier.ts'
import { type Fetch, sendWebhook } from '../../edge/webhook/send.ts'
import { type Clock, LOCAL_OWNER, type Log } from '../../platform/call.ts'
import { openWorkspace, type WorkspaceApp } from '../../workspace/app.ts'
import { storageSql } from './sql.ts'

// biome-ignore lint/complexity/noBannedTypes: no bindings are used inside
export class WorkspaceObject extends DurableObject<{}> {
  /** Replaced by tests that move the time. */
  clock: Clock = Date.now
  /** As above. */
  outside: Fetch = (url, init) => fetch(url, init as RequestInit) as unknown as ReturnType<Fetch>
  readonly #app: WorkspaceApp
  readonly #courier: Courier

  // biome-ignore lint/complexity/noBannedTypes: as above
  constructor(context: DurableObjectState, env: {}) {
    super(context, env)
    const log: Log = {
      error: (message, detail) => console.error(JSON.stringify({ level: 'error', message, ...detail })),
    }
    const clock = () => this.clock()
    this.#courier = openCourier({
      outbox: () => this.#app.outbox,
      send: (message, signal) =>
        sendWebhook(message, { fetch: (url, init) => this.outside(url, init), clock, reach: 'internet', signal }),
      onError: error => log.error('a message could not be carried', { error: String(error) }),
    })
    this.#app = openWorkspace({
      sql: storageSql(context.storage),
      clock,
      alarm: { wakeAt: ms => void context.storage.setAlarm(ms) },
      log,
      version: manifest.version,
      onOutgoing: () => this.#courier.go(),
    })
    this.#app.wake()
  }

  override fetch(request: Request): Response | Promise<Response> {
    return this.#app.fetch(request as unknown as globalThis.Request, { principal: LOCAL_OWNER }) as Response
  }

  /** The object stays awake until what was due has been sent. */
  override async alarm(): Promise<void> {
    this.#app.wake()
    await this.#courier.idle()
  }
}
