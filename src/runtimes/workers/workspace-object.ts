/** One workspace as a Durable Object: the same app over the object's own database, its alarm the object's alarm. */
import { DurableObject } from 'cloudflare:workers'
import { Problem } from '../../core/problem.ts'
import { keepPeople } from '../../edge/keep-people.ts'
import type { Fetch } from '../../edge/webhook/send.ts'
import { renderProblem } from '../../http/render.ts'
import type { Clock, Principal } from '../../platform/call.ts'
import type { Act } from '../../workspace/activity/index.ts'
import type { WorkspaceApp } from '../../workspace/app.ts'
import { type Bindings, isLocal } from './bindings.ts'
import { consoleLog as log } from './console-log.ts'
import { readListener } from './forward.ts'
import { isListening } from './live.ts'
import { directoryOf } from './open-gate.ts'
import type { OpenObject } from './open-object.ts'

export class WorkspaceObject extends DurableObject<Bindings> {
  /** Replaced by tests that move the time. */
  clock: Clock = Date.now
  /** As above. */
  outside: Fetch = (url, init) => fetch(url, init as RequestInit) as unknown as ReturnType<Fetch>
  #opened: OpenObject | Problem | undefined
  /** Who is among the workspace's own copy of its people. */
  readonly #known = new Set<string>()

  constructor(context: DurableObjectState, env: Bindings) {
    super(context, env)
    context.blockConcurrencyWhile(async () => {
      const { openObject } = await import('./open-object.ts')
      const clock = () => this.clock()
      this.#opened = await openObject({ context, env, clock, outside: (url, init) => this.outside(url, init) })
    })
  }

  override fetch(request: Request): Response | Promise<Response> {
    const opened = this.#opened
    if (opened instanceof Problem) return renderProblem(opened, crypto.randomUUID())
    const { app, live } = this.#get()
    const listener = readListener(request.headers)
    this.#keepKnown(listener.workspace, listener.principal)
    return isListening(request) ? live.accept(request, listener) : app.fetch(request, listener)
  }

  /** Something has changed in the directory. */
  async hear(workspace: string, { by, act, isOfPeople }: Heard): Promise<void> {
    const { app, live } = this.#get()
    app.noteActivity(by, act)
    if (isOfPeople) await this.#keepPeople(workspace)
    await live.lookAgain()
  }

  async lookAgain(): Promise<void> {
    await this.#get().live.lookAgain()
  }

  /** Late or twice, it does what is due then. */
  override async alarm(): Promise<void> {
    if (this.#opened instanceof Problem) return
    await this.#get().ring()
  }

  /** Nothing is asked by socket. */
  override webSocketMessage(): void {}

  get app(): WorkspaceApp {
    return this.#get().app
  }

  /** @throws Problem where the database is refused. */
  #get(): OpenObject {
    if (!this.#opened || this.#opened instanceof Problem) throw this.#opened ?? new Error('not opened yet')
    return this.#opened
  }

  /** Somebody new here: the workspace's copy is made anew, after the answer. */
  #keepKnown(workspace: string, { id, role, device }: Principal): void {
    const key = `${id} ${role}`
    if (isLocal(this.env) || device !== undefined || this.#known.has(key)) return
    this.#known.add(key)
    this.ctx.waitUntil(this.#keepPeople(workspace))
  }

  /** Nobody is at a machine here. */
  #keepPeople(workspace: string): Promise<void> {
    return keepPeople({ sql: directoryOf(this.env), workspace, keep: people => this.app.keepPeople(people, []), log })
  }
}

interface Heard {
  readonly by: Principal
  readonly act: Act
  readonly isOfPeople: boolean
}
