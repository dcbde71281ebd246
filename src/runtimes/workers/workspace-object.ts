/** One workspace as a Durable Object: the same app over the object's own database, its alarm the object's alarm. */
import { DurableObject } from 'cloudflare:workers'
import manifest from '../../../package.json'
import { type Clock, LOCAL_OWNER } from '../../platform/call.ts'
import { openWorkspace, type WorkspaceApp } from '../../workspace/app.ts'
import { storageSql } from './sql.ts'

// biome-ignore lint/complexity/noBannedTypes: no bindings are used inside
export class WorkspaceObject extends DurableObject<{}> {
  /** Replaced by tests that move the time. */
  clock: Clock = Date.now
  readonly #app: WorkspaceApp

  // biome-ignore lint/complexity/noBannedTypes: as above
  constructor(context: DurableObjectState, env: {}) {
    super(context, env)
    this.#app = openWorkspace({
      sql: storageSql(context.storage),
      clock: () => this.clock(),
      alarm: { wakeAt: ms => void context.storage.setAlarm(ms) },
      log: { error: (message, detail) => console.error(JSON.stringify({ level: 'error', message, ...detail })) },
      version: manifest.version,
    })
    this.#app.wake()
  }

  override fetch(request: Request): Response | Promise<Response> {
    return this.#app.fetch(request as unknown as globalThis.Request, { principal: LOCAL_OWNER }) as Response
  }

  override alarm(): void {
    this.#app.wake()
  }
}
