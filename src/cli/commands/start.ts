import { createClient } from '../../client/index.ts'
import { startServer } from '../../runtimes/node/server.ts'
import { buildDashboard } from '../build-dashboard.ts'
import { command, EXIT } from '../command.ts'
import { fetchWith } from '../connect.ts'
import { portOf } from '../port.ts'
import { followSpool } from '../statusline/follow-spool.ts'
import { stopSignal } from '../stop-signal.ts'
import { decideToWatch, stopWatching, watchInServer } from '../watch/watch-server.ts'

const STOP_MS_MAX = 5000

export default command({
  options: {
    port: { type: 'integer', about: 'The port; PORT, else 3000', max: 65_535 },
    host: {
      type: 'text',
      value: 'NAME',
      about: 'The address to bind; HOST, else 127.0.0.1. Beyond this machine: set PAAS_URL',
    },
    watch: { type: 'flag', about: 'Record the sessions of every assistant here as they are written; remembered' },
    'no-watch': { type: 'flag', about: 'No longer' },
  },
  examples: [
    ['paas start', 'Serve on http://127.0.0.1:3000'],
    ['paas start --port 3001', 'Serve on another port'],
    ['paas start --watch', 'Serve, and follow the logs of Claude Code, Codex and the others'],
    ['PAAS_DATA_DIR=~/work/paas paas start', 'Keep everything in that folder'],
    ['PAAS_URL=https://paas.example.org paas start', 'Serve a team: everybody signs in'],
  ],
  async run({ values, out, env }) {
    const port = portOf(values.port, env)
    const host = values.host ?? (env.HOST || '127.0.0.1')
    const stopping = stopSignal()
    await buildDashboard(out)
    const server = await startServer({ env, port, host })
    const { bold, dim } = out.style
    if (server.firstLink)
      out.notice(`\n  Nobody can sign in yet. The first owner opens, once:\n\n  ${server.firstLink}`)
    out.answer(
      { url: server.url, folder: server.folder, pid: process.pid },
      `\n  ${bold('PAAS AI Orchestrator')}\n\n  Dashboard  ${bold(server.publicUrl ?? server.url)}\n  Data       ${server.folder}\n  ${dim('Stop       Ctrl-C')}\n`,
    )
    if (values['no-watch']) stopWatching(server.folder)
    const following = values.watch || (await Promise.race([decideToWatch(server.folder, env, out), stopping]))
    const watch = following ? watchInServer(server, env, out) : null
    const stopSpool = followSpool({
      folder: server.folder,
      env,
      client: createClient({ fetch: fetchWith(server.key), origin: server.url }),
    })
    await stopping
    setTimeout(() => process.exit(EXIT.done), STOP_MS_MAX).unref()
    await watch?.close()
    await stopSpool()
    await server.stop()
    return EXIT.done
  },
})
