import { TARGET_OPTIONS, type TargetWish, withTarget } from '../archive/target.ts'
import { command, EXIT, type Exit } from '../command.ts'
import type { Connection } from '../connect.ts'
import { Failure, toFailure } from '../failure.ts'
import { importLog } from '../import-file.ts'
import { importData, importText } from '../import-text.ts'
import type { OpenLog } from '../log/open-log.ts'
import { openLogs } from '../log/open-logs.ts'
import { accountOrName, projectOrName } from '../nouns.ts'
import type { Output } from '../output.ts'

/** What the next file would meet as well. */
const ENDS_ALL = new Set(['internal', 'storage-full', 'unknown', 'project-not-found', 'account-not-found'])

export default command({
  usage: '<file…>',
  args: { min: 0, max: Number.POSITIVE_INFINITY },
  options: {
    project: { type: 'text', value: 'NAME', about: "The project; a new name makes one (else by the log's folder)" },
    account: { type: 'text', value: 'NAME', about: 'The account; a new name makes one (else by the tool)' },
    all: { type: 'flag', about: 'A whole workspace, as `paas export --all` wrote it, into an empty one' },
    replace: { type: 'flag', about: 'With --all: in place of everything that is there' },
    'give-up': {
      type: 'flag',
      about: 'Let go of an import of a whole workspace that was broken off: it is empty then',
    },
    ...TARGET_OPTIONS,
    'dry-run': { type: 'flag', about: 'Read and report, record nothing' },
  },
  examples: [
    ['paas import ~/.claude/projects/*/*.jsonl', 'Everything that Claude Code remembers'],
    ['paas import session.jsonl.gz --project Shop', 'One packed log, into a project'],
    ['paas import chatgpt-export.zip', 'An export of ChatGPT or Claude.ai as it was downloaded'],
    ['paas import --all monday.paas', 'A whole workspace, here; run it again where it was broken off'],
    ['paas import chat.md --account "Claude Work"', 'A chat in Markdown, made on that account'],
  ],
  notes: ['Logs are only read. Importing a file again adds what is new in it and nothing else.'],
  async run({ args, values, out, env }) {
    if (values['give-up']) return giveUp({ ...values, env }, out)
    const [file] = args
    if (file === undefined)
      throw new Failure('No file is named.', { code: 'usage', suggestion: 'Usage: paas import <file…>' })
    if (values.all) return (await import('../archive/import-all.ts')).importAll({ ...values, env, file }, out)
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

async function giveUp(target: TargetWish, out: Output): Promise<Exit> {
  const { was_writing } = await withTarget(target, client => client.archive.giveUp())
  out.answer({ was_writing }, was_writing ? 'Given up: the workspace is empty.' : 'Nothing was being imported.')
  return was_writing ? EXIT.done : EXIT.nothing
}

async function placeOf({ client }: Connection, { project, account }: { project?: string; account?: string }) {
  return {
    ...(project !== undefined && { project: await projectOrName(client, project) }),
    ...(account !== undefined && { account: await accountOrName(client, account) }),
  }
}
