import { backUp, listBackups } from '../../runtimes/node/backup/back-up.ts'
import { dayOf } from '../../runtimes/node/backup/nightly.ts'
import { dataFolder } from '../../runtimes/node/data-path.ts'
import { command, EXIT } from '../command.ts'

export default command({
  options: { list: { type: 'flag', about: 'Those that there are' } },
  examples: [
    ['paas backup', 'A copy of everything as it is now, also while the server runs'],
    ['paas backup --list', 'Those of the last days and weeks'],
  ],
  notes: [
    'A running server makes one each night (PAAS_BACKUP=off: none); seven days and four weeks stay. They lie in PAAS_DATA_DIR/backups:',
    'copy them to another machine, and keep master.key apart from them. `paas restore FILE` puts one back.',
  ],
  async run({ values, out, env }) {
    const folder = dataFolder(env)
    if (values.list) {
      const backups = listBackups(folder)
      out.answer({ backups }, backups.map(({ file }) => file).join('\n') || 'There is no backup yet.')
      return backups.length > 0 ? EXIT.done : EXIT.nothing
    }
    const files = await backUp(folder, dayOf(new Date()))
    out.answer({ files }, files.length > 0 ? files.join('\n') : 'There is nothing to back up yet.')
    return files.length > 0 ? EXIT.done : EXIT.nothing
  },
})
