import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { command, EXIT } from '../command.ts'
import { connect } from '../connect.ts'
import { Failure } from '../failure.ts'
import { findSession } from '../nouns.ts'
import { readArchived } from '../watch/archive.ts'
import { openBook } from '../watch/log-book.ts'
import { bookPath } from '../watch/watch-logs.ts'

export default command({
  usage: '<session>',
  args: { min: 1, max: 1 },
  options: {},
  examples: [
    ['paas log 12', 'The log of a session as its tool wrote it, byte for byte'],
    ['paas log shop/3 > session.jsonl', 'Into a file'],
  ],
  notes: ['Where the tool has deleted it, it comes out of the archive.'],
  async run({ args: [noun], out, env }) {
    const connection = await connect(env)
    try {
      const { folder, client } = connection
      const { source_file: file, id } = await findSession(client, noun as string)
      if (!file) throw new Failure(`Session ${id} was not recorded from a log.`, { code: 'no-log', exit: EXIT.nothing })
      const archived = archivedLog(folder, file)
      const log = archived ?? (existsSync(file) ? createReadStream(file) : null)
      if (!log) {
        const suggestion = '`paas watch` archives logs before their tools delete them.'
        throw new Failure(`${file} is gone, and was not archived.`, {
          code: 'log-gone',
          exit: EXIT.nothing,
          suggestion,
        })
      }
      if (out.json) out.answer({ session: id, file, archived: archived !== null }, '')
      else await pipeline(log, process.stdout, { end: false })
      return EXIT.done
    } finally {
      connection.close()
    }
  },
})

/** Only where the file itself is gone: the archive may be some seconds behind it. */
function archivedLog(folder: string, file: string) {
  if (existsSync(file) || !existsSync(join(folder, 'archive'))) return null
  const book = openBook(bookPath(folder))
  try {
    const entry = book.find(file)
    return entry && readArchived(folder, entry)
  } finally {
    book.close()
  }
}
