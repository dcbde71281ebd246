/** A server of its own for a test: a free port, an empty data folder, gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer as start } from '../../src/runtimes/node/server.ts'

export interface TestServer {
  readonly url: string
  readonly dataDir: string
  /** By it a command of this machine is known. */
  readonly key: string
  /** Of a server that people sign in to: the link for its first owner. */
  readonly firstLink: string | null
  stop(): Promise<void>
}

interface Wish {
  /** Where people sign in; the URL that they open is the server's own. */
  readonly isPublic?: boolean
  readonly env?: NodeJS.ProcessEnv
}

export async function startServer({ isPublic = false, env = {} }: Wish = {}): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'paas-test-'))
  const port = isPublic ? await freePort() : 0
  const url = `http://localhost:${port}`
  const all = { PAAS_DATA_DIR: dataDir, ...(isPublic && { PAAS_URL: url }), ...env }
  const server = await start({ env: all, port, host: '127.0.0.1' })
  return {
    url: isPublic ? url : server.url,
    dataDir,
    key: server.key,
    firstLink: server.firstLink,
    async stop() {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise(done => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}
