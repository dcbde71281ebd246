/** The server of one data folder: API, dashboard and live feed on one port of this machine. */
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Problem, problemsOf } from '../../core/problem.ts'
import { admit } from '../../edge/admit.ts'
import { renderProblem } from '../../http/render.ts'
import { serveDashboard } from './dashboard.ts'
import { databasePath, holdFolder } from './data-folder.ts'
import { dataFolder } from './data-path.ts'
import { listDevices, openDevices } from './devices.ts'
import { serveLive } from './live.ts'
import { type OpenWorkspace, openFileWorkspace } from './open-workspace.ts'
import { outsideFetch } from './outside-fetch.ts'
import { webhookReach } from './webhook-reach.ts'

export interface RunningServer {
  readonly url: string
  readonly folder: string
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
    error: `Binding ${d.host} would open your workspace to the network, and sign-in is not built yet.`,
    suggestion:
      'Leave --host and HOST out. To reach it from elsewhere use a tunnel: ssh -L 3000:127.0.0.1:3000 <machine>. That other machines may push what they record: `paas devices --add <name>`.',
  }),
})

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

export async function startServer({ env, port, host }: ServerWish): Promise<RunningServer> {
  const folder = dataFolder(env)
  if (!LOOPBACK.has(host) && listDevices(folder).length === 0) throw problem('not-loopback', { host })
  const held = holdFolder(folder)
  try {
    const devices = openDevices(folder)
    const reach = webhookReach(env, LOOPBACK.has(host))
    const workspace = openFileWorkspace(databasePath(held.folder), { fetch: outsideFetch({ reach }), reach })
    const dashboard = serveDashboard()
    const server = createServer(
      getRequestListener((request, { incoming }) => {
        const principal = admit(request, incoming.socket.remoteAddress, devices.find)
        if (principal instanceof Problem) return renderProblem(principal, crypto.randomUUID())
        return new URL(request.url).pathname.startsWith('/api/')
          ? workspace.fetch(request, principal)
          : dashboard(request)
      }),
    )
    const live = serveLive(server, workspace)
    const url = await listen(server, port, host)
    held.announce(url)
    const stopWarming = warmBriefs(workspace)
    return {
      url,
      folder: held.folder,
      capture: workspace.capture,
      async stop() {
        stopWarming()
        live.close()
        await new Promise<void>(done => {
          server.close(() => done())
          server.closeAllConnections()
        })
        workspace.close()
        held.release()
      },
    }
  } catch (error) {
    held.release()
    throw error
  }
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
