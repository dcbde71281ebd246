import { command, EXIT } from '../command.ts'
import { readSchemaVersion } from '../look-into-database.ts'
import { withWorkspace } from '../with-workspace.ts'

export default command({
  options: {},
  examples: [['paas db migrate', "Bring the data folder's database to this version's schema"]],
  notes: ['Every command does so by itself; this one says what it did.'],
  async run({ out, env }) {
    const { databasePath } = await import('../../runtimes/node/data-folder.ts')
    const { dataFolder } = await import('../../runtimes/node/data-path.ts')
    const file = databasePath(dataFolder(env))
    const before = readSchemaVersion(file)
    return withWorkspace(env, async client => {
      const { schema_version: after } = await client.health()
      const done = after > before ? `Schema ${before} → ${after}` : `Nothing to do: the schema is ${after}`
      out.answer({ file, before, after }, `${done}. ${file}`)
      return EXIT.done
    })
  },
})
