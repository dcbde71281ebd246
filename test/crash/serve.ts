/** The server that is killed: the real one, on the data folder named on its command line. */
import { startServer } from '../../src/runtimes/node/server.ts'

const { url } = await startServer({ env: { PAAS_DATA_DIR: process.argv[2] }, port: 0, host: '127.0.0.1' })
console.log(url)
