/** The server of one data folder: API, dashboard and live feed on one port. */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { problemsOf } from '../../core/problem.ts'
import { directoryRoutes } from '../../directory/routes.ts'
import { type Edge, openEdge } from '../../edge/app.ts'
import { keepPeople } from '../../edge/keep-people.ts'
import { actOf, actorOf } from '../../edge/note.ts'
import { rememberVisitors, type VisitorMemory } from '../../edge/remember-visitors.ts'
import { backUpNightly } from './backup/nightly.ts'
import { createBoundedServer } from './bounded-server.ts'
import { clientAddress } from './client-address.ts'
import { serveDashboard } from './dashboard.ts'
import { databasePath, holdFolder } from './data-folder.ts'
import { dataFolder } from './data-path.ts'
import { type Live, serveLive } from './live.ts'
import { openMasterKeys } from './master-key.ts'
import { type FolderDirectory, openFolderDirectory, publicUrl } from './open-directory.ts'
import { type OpenWorkspace, openFileWorkspace, stderrLog } from './open-workspace.ts'
import { outsideFetch } from './outside-fetch.ts'
import { boundLoad } from './overload.ts'
import { webhookReach } from './webhook-reach.ts'
import { openWorkspaces, type Workspaces } from './workspaces.ts'

export interface RunningServer {
  /** Where it is bound. */
  readonly url: string
  /** Where people open it; null while it serves its own machine only. */
  readonly publicUrl: string | null
  readonly folder: string
  /** By it a command of this machine is known. */
  readonly key: string
  /** The link for the first owner, while there is nobody; null otherwise. */
  readonly firstLink: string | null
  /** `POST /api/capture` for what this process reads itself. */
  readonly capture: OpenWorkspace['capture']
  stop(): Promise<void>
}

export interface ServerWish {
  readonly env: NodeJS.ProcessEnv
  /** 0 takes any free one. */
  readonly port: number
  readonly host: string
}

export const problem = problemsOf({
  'port-taken': (d: { port: number }) => ({
    status: 409,
    error: `Port ${d.port} is taken by another program.`,
    suggestion: 'Choose another: `paas start --port 3001`, or PORT=3001 npm start.',
  }),
  'not-loopback': (d: { host: string }) => ({
    status: 403,
    error: `Binding ${d.host} opens the server to the network, and it does not know its own address yet.`,
    suggestion:
      'Set PAAS_URL=https://<the address that people open>: then everybody signs in (docs/guide/teams.md). Or leave --host and HOST out.',
  }),
})

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

export async function startServer({ env, port, host }: ServerWish): Promise<RunningServer> {
  const folder = dataFolder(env)
  const url = publicUrl(env)
  const keys = openMasterKeys(folder, env)
  const held = holdFolder(folder)
  const closing: (() => void)[] = [() => held.release()]
  const closeAll = () => {
    for (const close of closing.reverse()) close()
  }
  try {
    const key = `local_${randomBytes(32).toString('base64url')}`
    const reach = webhookReach(env, url === null)
    const workspaces = openWorkspaces(id => {
      const workspace = openFileWorkspace(databasePath(folder, id), {
        fetch: outsideFetch({ reach }),
        reach,
        keys,
        routesBeside: directoryRoutes,
      })
      if (url !== null) queueMicrotask(() => void keepPeopleOf(id, workspace))
      return workspace
    })
    closing.push(() => workspaces.close())
    const keepPeopleOf = (id: string, { app }: OpenWorkspace) =>
      keepPeople({ sql: directory.sql, workspace: id, keep: app.keepPeople, log: stderrLog })
    let live: Live | undefined
    const visitors = rememberVisitors(stderrLog)
    const directory = await openFolderDirectory({
      folder,
      env,
      url,
      clock: Date.now,
      log: stderrLog,
      onChange(id, note, by) {
        visitors.forget()
        const workspace = workspaces.get(id)
        workspace.app.noteActivity(actorOf(id, by), actOf(note))
        if (note.kind.startsWith('member.')) void keepPeopleOf(id, workspace)
        void live?.lookAgain()
      },
      onEnded() {
        visitors.forget()
        void live?.lookAgain()
      },
    })
    closing.push(() => directory.close())
    if (!LOOPBACK.has(host) && url === null && !(await anyTokens(directory))) throw problem('not-loopback', { host })
    const edge = openFolderEdge({ url, key, directory, visitors, workspaces })
    const proxies = new Set((env.PAAS_TRUSTED_PROXY ?? '').split(',').map(text => text.trim()))
    const bounded = boundLoad()
    const server = createBoundedServer(
      getRequestListener((request, { incoming }) => {
        const address = clientAddress(incoming as IncomingMessage, proxies)
        return bounded(request, address, () => edge.fetch(request, address))
      }),
    )
    live = serveLive({
      server,
      getWorkspace: workspaces.get,
      admit: request => edge.admitListener(asRequest(request), clientAddress(request, proxies)),
    })
    const workspace = workspaces.get('default')
    const bound = await listen(server, port, host)
    held.announce(bound, key)
    const stopWarming = warmBriefs(workspace)
    const stopBackups =
      env.PAAS_BACKUP === 'off' ? () => {} : backUpNightly({ folder, clock: Date.now, log: stderrLog })
    return {
      url: bound,
      publicUrl: url,
      folder,
      key,
      firstLink: await directory.firstLink(),
      capture: workspace.capture,
      async stop() {
        stopWarming()
        stopBackups()
        live?.close()
        await new Promise<void>(done => {
          server.close(() => done())
          server.closeAllConnections()
        })
        closeAll()
      },
    }
  } catch (error) {
    closeAll()
    throw error
  }
}

interface EdgeOfFolder {
  readonly url: string | null
  readonly key: string
  readonly directory: FolderDirectory
  readonly visitors: VisitorMemory
  readonly workspaces: Workspaces
}

function openFolderEdge({ url, key, directory, visitors, workspaces }: EdgeOfFolder): Edge {
  return openEdge({
    gate: { sql: directory.sql, clock: Date.now, visitors, url, readSession: directory.readSession, localKey: key },
    directory: directory.app,
    signIn: directory.signIn,
    workspace: (id, request, principal) => workspaces.get(id).fetch(request, principal),
    dashboard: serveDashboard(),
  })
}

async function anyTokens({ sql }: FolderDirectory): Promise<boolean> {
  const { results } = await sql.prepare('SELECT 1 FROM tokens WHERE revoked_at_ms IS NULL LIMIT 1').all()
  return results.length > 0
}

/** What an upgrade says of itself, for the same questions that a request is asked. */
function asRequest(incoming: IncomingMessage): Request {
  const headers = new Headers()
  for (const name of ['host', 'origin', 'cookie', 'authorization']) {
    const value = incoming.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const wanted = new URL(incoming.url ?? '/', 'http://localhost').searchParams.get('workspace')
  if (wanted !== null) headers.set('paas-workspace', wanted)
  return new Request(new URL(incoming.url ?? '/', 'http://localhost'), { headers })
}

/** The first renderings of a process run uncompiled and are slow: they happen while nobody waits for one. */
const WARM_ROUNDS = 4
const WARM_PAUSE_MS = 100

function warmBriefs(workspace: OpenWorkspace): () => void {
  let rounds = WARM_ROUNDS
  const timer = setInterval(() => {
    workspace.app.warmBriefs()
    if (--rounds === 0) clearInterval(timer)
  }, WARM_PAUSE_MS)
  return () => clearInterval(timer)
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      fail(error.code === 'EADDRINUSE' ? problem('port-taken', { port }) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address ? address.port : port
      done(`http://${host === '::1' ? '[::1]' : host}:${bound}`)
    })
  })
}
