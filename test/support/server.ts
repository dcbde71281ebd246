/** A server of its own for a test: a free port, an empty data folder, gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer as start } from '../../src/runtimes/node/server.ts'

export interface TestServer {
  readonly url: string
  readonly dataDir: string
  stop(): Promise<void>
}

export async function startServer(): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'paas-test-'))
  const server = await start({ env: { PAAS_DATA_DIR: dataDir }, port: 0, host: '127.0.0.1' })
  return {
    url: server.url,
    dataDir,
    async stop() {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
