/** The server of a team, in a process of its own: people sign in to it. Tells its memory when asked. */
import { startServer } from '../src/runtimes/node/server.ts'

const [folder, port] = process.argv.slice(2)
const { firstLink } = await startServer({
  env: { PAAS_DATA_DIR: folder, PAAS_URL: `http://localhost:${port}` },
  port: Number(port),
  host: '127.0.0.1',
})
process.on('message', () => {
  globalThis.gc?.()
  process.send?.(process.memoryUsage())
})
process.send?.({ firstLink })
