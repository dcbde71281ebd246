import { startDevServer } from '../../runtimes/node/cloudflare/dev-server.ts'
import { buildDashboard } from '../build-dashboard.ts'
import { command, EXIT } from '../command.ts'
import { portOf } from '../port.ts'
import { stopSignal } from '../stop-signal.ts'

/** What does not end by then ends with this process. */
const STOP_MS_MAX = 5000

export default command({
  options: { port: { type: 'integer', about: 'The port; PORT, else 3000', max: 65_535 } },
  examples: [
    ['paas cloudflare dev', 'The Worker, its database and its objects on http://127.0.0.1:3000'],
    ['PAAS_URL=http://localhost:3000 paas cloudflare dev', 'As a team meets it: everybody signs in'],
  ],
  notes: [
    'The same app as `paas start`, in the runtime of Cloudflare. What it keeps lies in PAAS_DATA_DIR/worker, apart from what',
    '`paas start` keeps; `paas export --all` and `paas import --all` carry it over.',
  ],
  async run({ values, out, env }) {
    const port = portOf(values.port, env)
    const stopping = stopSignal()
    await buildDashboard(out)
    const server = await startDevServer({ env, port, say: out.notice })
    const { bold, dim } = out.style
    if (server.firstLink)
      out.notice(`\n  Nobody can sign in yet. The first owner opens, once:\n\n  ${server.firstLink}`)
    out.answer(
      { url: server.url, folder: server.folder, pid: process.pid, first_link: server.firstLink },
      `\n  ${bold('PAAS AI Orchestrator')} in workerd\n\n  Dashboard  ${bold(server.publicUrl ?? server.url)}\n  Data       ${server.folder}/worker\n  ${dim('Stop       Ctrl-C')}\n`,
    )
    await Promise.race([stopping, server.ended])
    setTimeout(() => process.exit(EXIT.done), STOP_MS_MAX).unref()
    await server.stop()
    return EXIT.done
  },
})
