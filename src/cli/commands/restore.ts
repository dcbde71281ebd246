import { resolve } from 'node:path'
import { restore } from '../../runtimes/node/backup/restore.ts'
import { dataFolder } from '../../runtimes/node/data-path.ts'
import { command, EXIT } from '../command.ts'

export default command({
  usage: '<file>',
  args: { min: 1, max: 1 },
  options: { workspace: { type: 'text', value: 'ID', about: 'Another workspace than the first' } },
  examples: [
    ['paas restore backups/default-2026-11-24.db.gz', 'The workspace as it was then; the server has to be stopped'],
  ],
  notes: ['What is there now is kept beside the backups, and can be restored in turn.'],
  async run({ args: [file], values, out, env }) {
    const { workspace = 'default' } = values
    const stamp = new Date().toISOString().replace(/[:.]/g, '-')
    const done = await restore(dataFolder(env), resolve(file as string), { workspace, stamp })
    const before = done.before === null ? '' : `\nWhat was there: ${done.before}`
    out.answer({ ...done }, `${file} → ${done.database}${before}`)
    return EXIT.done
  },
})
