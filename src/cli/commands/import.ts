import { command, EXIT } from '../command.ts'
import type { Connection } from '../connect.ts'
import { toFailure } from '../failure.ts'
import { importLog } from '../import-file.ts'
import { importData, importText } from '../import-text.ts'
import type { OpenLog } from '../log/open-log.ts'
import { openLogs } from '../log/open-logs.ts'
import { accountOrName, projectOrName } from '../nouns.ts'

/** What the next file would meet as well. */
const ENDS_ALL = new Set(['internal', 'storage-full', 'unknown', 'project-not-found', 'account-not-found'])

export default command({
  usage: '<file…>',
  args: { min: 1, max: Number.POSITIVE_INFINITY },
  options: {
    project: { type: 'text', value: 'NAME', about: "The project; a new name makes one (else by the log's folder)" },
    account: { type: 'text', value: 'NAME', about: 'The account; a new name makes one (else by the tool)' },
    'dry-run': { type: 'flag', about: 'Read and report, record nothing' },
  },
  examples: [
    ['paas import ~/.claude/projects/*/*.jsonl', 'Everything that Claude Code remembers'],
    ['paas import session.jsonl.gz --project Shop', 'One packed log, into a project'],
    ['paas import chatgpt-export.zip', 'An export of ChatGPT or Claude.ai as it was downloaded'],
    ['paas import chat.md --account "Claude Work"', 'A chat in Markdown, made on that account'],
  ],
  notes: ['Logs are only read. Importing a file again adds what is new in it and nothing else.'],
  async run({ args, values, out, env }) {
    const connection = values['dry-run'] ? null : await (await import('../connect.ts')).connect(env)
    try {
      const place = connection && (await placeOf(connection, values))
      const files: object[] = []
      let failed = 0
      let added = 0
      let ending: unknown
      const fail = (file: string, error: unknown) => {
        const { message, suggestion, code } = toFailure(error)
        if (error === ending) throw error
        if (ENDS_ALL.has(code)) ending = error
        if (code === 'storage-full') out.notice(`${file}: what was recorded so far stays; import it again to go on.`)
        if (error === ending) throw error
        failed++
        files.push({ file, error: { message, suggestion, code } })
        out.notice(`error: ${message}${suggestion ? `\n→ ${suggestion}` : ''}`)
      }
      const record = async (log: OpenLog) => {
        const client = connection?.client ?? null
        const imported = await importLog(log, { client, out, ...place })
        const session = client && imported.place ? await client.getSession(imported.place.session_id) : null
        added += imported.turnsAdded
        files.push(importData(imported, session))
        out.say(importText(imported, session, out))
      }
      for (const file of args) {
        try {
          for await (const log of openLogs(file)) {
            if ('failure' in log) fail(log.file, log.failure)
            else await record(log).catch(error => fail(log.file, error))
          }
        } catch (error) {
          fail(file, error)
        }
      }
      out.answer({ dryRun: connection === null, files }, '')
      if (failed > 0) return EXIT.error
      return added > 0 ? EXIT.done : EXIT.nothing
    } finally {
      connection?.close()
    }
  },
})

async function placeOf({ client }: Connection, { project, account }: { project?: string; account?: string }) {
  return {
    ...(project !== undefined && { project: await projectOrName(client, project) }),
    ...(account !== undefined && { account: await accountOrName(client, account) }),
  }
}
