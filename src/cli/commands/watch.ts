import type { Client } from '../../client/index.ts'
import { command, EXIT } from '../command.ts'
import { connect } from '../connect.ts'
import { Failure } from '../failure.ts'
import type { Output } from '../output.ts'
import { followSpool } from '../statusline/follow-spool.ts'
import { stopSignal } from '../stop-signal.ts'
import { findTools } from '../watch/find-logs.ts'
import { newsText, sweptText } from '../watch/news-text.ts'
import { LOCAL_BOOK, openWatch } from '../watch/watch-logs.ts'

export default command({
  options: {
    once: { type: 'flag', about: 'Bring everything up to date, then end' },
    server: {
      type: 'text',
      value: 'URL',
      about: 'Push to a paas on another machine; PAAS_SERVER. Its token: PAAS_TOKEN',
    },
    device: { type: 'text', value: 'NAME', about: "What this machine is called there; else the token's name" },
  },
  examples: [
    ['paas watch', 'Follow Claude Code, Codex and the others as they write'],
    ['paas watch --once', 'Only what is new since the last time'],
    ['PAAS_TOKEN=… paas watch --server https://paas.example.org', 'Record into the paas of another machine'],
  ],
  notes: [
    'Logs are only read. Each is packed into the archive of the data folder, so that what a tool deletes is not lost.',
    '`paas start --watch` follows them inside the server.',
    'Aider keeps its history in each project and nowhere else: `paas import .aider.chat.history.md`.',
  ],
  async run({ values, out, env }) {
    const found = findTools(env)
    if (found.length === 0) {
      const suggestion =
        'A tool whose folder was moved is found by its own variable: CLAUDE_CONFIG_DIR, CODEX_HOME, COPILOT_HOME and so on.'
      throw new Failure('No log of any assistant was found.', { code: 'no-tools', exit: EXIT.nothing, suggestion })
    }
    const connection = await open(values.server ?? env.PAAS_SERVER, env, out)
    const stopping = stopSignal()
    try {
      const { client, folder } = connection
      const tell = (news: Parameters<typeof newsText>[0]) => newsText(news, out, values.once === true)
      const capture: typeof client.capture = batch => client.capture({ ...batch, device: values.device })
      const watch = openWatch({ env, folder, bookName: connection.bookName, capture, now: Date.now, tell })
      try {
        const swept = await Promise.race([watch.sweep(), stopping])
        if (!swept) return EXIT.done
        out.progress(null)
        if (values.once) {
          out.answer({ ...swept }, sweptText(swept))
          return swept.failed > 0 ? EXIT.error : swept.changed > 0 ? EXIT.done : EXIT.nothing
        }
        out.say(`${sweptText(swept)}\n${out.style.dim('Following what is written. Stop: Ctrl-C')}`)
        watch.follow()
        // A server of this folder takes them itself.
        const stopSpool = connection.takesSpool ? followSpool({ folder, env, client }) : null
        await stopping
        await stopSpool?.()
        return EXIT.done
      } finally {
        await watch.close()
      }
    } finally {
      connection.close()
    }
  },
})

interface Opened {
  readonly client: Client
  readonly folder: string
  /** What this server was told is noted apart from what others were. */
  readonly bookName: string
  /** What statuslines leave in the folder is for this process to take. */
  readonly takesSpool: boolean
  close(): void
}

async function open(server: string | undefined, env: NodeJS.ProcessEnv, out: Output): Promise<Opened> {
  if (!server) {
    const connection = await connect(env)
    return { ...connection, bookName: LOCAL_BOOK, takesSpool: connection.url === null }
  }
  const { connectRemote, isInTheClear } = await import('../connect-remote.ts')
  const { client, folder, origin } = await connectRemote(env, server)
  if (isInTheClear(origin)) out.notice(`${origin} is not encrypted: whoever listens on the way can read the token.`)
  const bookName = `watch-${new URL(origin).host.replace(/[^\w.-]/g, '_')}.db`
  return { client, folder, bookName, takesSpool: true, close() {} }
}
