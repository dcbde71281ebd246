/** One workspace as a Durable Object: the same app over the object's own database, its alarm the object's alarm. */
import { DurableObject } from 'cloudflare:workers'
import manifest from '../../../package.json'
import { Problem } from '../../core/problem.ts'
import { directoryRoutes } from '../../directory/routes.ts'
import { type Courier, openCourier } from '../../edge/courier.ts'
import { keepPeople } from '../../edge/keep-people.ts'
import { rememberVisitors } from '../../edge/remember-visitors.ts'
import { lookAfterSecrets } from '../../edge/secrets/look-after.ts'
import { rotateKeys } from '../../edge/secrets/rotate-keys.ts'
import { type Fetch, sendWebhook } from '../../edge/webhook/send.ts'
import { renderProblem } from '../../http/render.ts'
import type { Clock, Principal } from '../../platform/call.ts'
import { environmentKeys } from '../../platform/keys.ts'
import { openSeal } from '../../platform/seal.ts'
import type { Act } from '../../workspace/activity/index.ts'
import { openWorkspace, type WorkspaceApp, type WorkspaceParts } from '../../workspace/app.ts'
import { openVault } from '../../workspace/secrets/index.ts'
import { type Bindings, isLocal } from './bindings.ts'
import { consoleLog as log } from './console-log.ts'
import { readListener } from './forward.ts'
import { isListening, type Live, openLive } from './live.ts'
import { directoryOf, openGate } from './open-gate.ts'
import { storageSql } from './sql.ts'

export class WorkspaceObject extends DurableObject<Bindings> {
  /** Replaced by tests that move the time. */
  clock: Clock = Date.now
  /** As above. */
  outside: Fetch = (url, init) => fetch(url, init as RequestInit) as unknown as ReturnType<Fetch>
  /** Not there where the database is refused. */
  readonly app!: WorkspaceApp
  readonly live: Live
  readonly #courier: Courier
  /** Why nothing is answered from this database: it is of a newer version, after a deployment was rolled back. */
  #refusal: Problem | null = null
  /** For when the alarm is set; null where none is. */
  #alarmAt: number | null = null
  /** Who is among the workspace's own copy of its people. */
  readonly #known = new Set<string>()

  constructor(context: DurableObjectState, env: Bindings) {
    super(context, env)
    const clock = () => this.clock()
    const sql = storageSql(context.storage)
    const keys = environmentKeys(env.PAAS_KEY)
    const seal = openSeal(keys)
    const visitors = rememberVisitors(log)
    this.live = openLive({ context, app: () => this.app, clock, gateOf: origin => openGate(env, origin, visitors) })
    this.#courier = openCourier({
      outbox: () => this.app.outbox,
      send: (message, signal) =>
        sendWebhook(message, { fetch: (url, init) => this.outside(url, init), clock, reach: 'internet', seal, signal }),
      onError: error => log.error('a message could not be carried', { error: String(error) }),
    })
    const vault = openVault(sql)
    const app = this.#open({
      sql,
      clock,
      alarm: { wakeAt: ms => this.#wakeAt(ms) },
      log,
      version: manifest.version,
      routesBeside: directoryRoutes,
      isAnywhere: !isLocal(env),
      seal,
      edge: { rotateKeys: () => rotateKeys({ vaults: [vault], seal, keys }) },
      onFacts: () => this.live.tell(),
      onOutgoing: () => this.#courier.go(),
    })
    if (!app) return
    this.app = app
    context.blockConcurrencyWhile(async () => {
      this.#alarmAt = await context.storage.getAlarm()
      await lookAfterSecrets({ vault, seal, log })
      this.app.begin()
    })
  }

  #open(parts: WorkspaceParts): WorkspaceApp | null {
    try {
      return openWorkspace(parts)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      this.#refusal = error
      log.error(error.text.error, { todo: error.text.suggestion })
      return null
    }
  }

  override fetch(request: Request): Response | Promise<Response> {
    if (this.#refusal) return renderProblem(this.#refusal, crypto.randomUUID())
    const listener = readListener(request.headers)
    this.#keepKnown(listener.workspace, listener.principal)
    if (isListening(request)) return this.live.accept(request, listener)
    return this.app.fetch(request, listener)
  }

  /** Something has changed in the directory. */
  async hear(workspace: string, { by, act, isOfPeople }: Heard): Promise<void> {
    if (this.#refusal) throw this.#refusal
    this.app.noteActivity(by, act)
    if (isOfPeople) await this.#keepPeople(workspace)
    await this.live.lookAgain()
  }

  async lookAgain(): Promise<void> {
    if (!this.#refusal) await this.live.lookAgain()
  }

  /** Late or twice, it does what is due then. The object stays awake until that has been sent. */
  override async alarm(): Promise<void> {
    if (this.#refusal) return
    this.#alarmAt = null
    this.app.wake()
    await this.#courier.idle()
  }

  /** Nothing is asked by socket. */
  override webSocketMessage(): void {}

  /** Setting it is a row written, and after most changes it stands already. */
  #wakeAt(ms: number): void {
    if (ms === this.#alarmAt) return
    this.#alarmAt = ms
    void this.ctx.storage.setAlarm(ms)
  }

  /** Somebody new here: the workspace's copy is made anew, after the answer. */
  #keepKnown(workspace: string, { id, role, device }: Principal): void {
    const key = `${id} ${role}`
    if (isLocal(this.env) || device !== undefined || this.#known.has(key)) return
    this.#known.add(key)
    this.ctx.waitUntil(this.#keepPeople(workspace))
  }

  #keepPeople(workspace: string): Promise<void> {
    return keepPeople({ sql: directoryOf(this.env), workspace, keep: people => this.app.keepPeople(people), log })
  }
}

interface Heard {
  readonly by: Principal
  readonly act: Act
  readonly isOfPeople: boolean
}
