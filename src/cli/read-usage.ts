/** Asks the data folder's database for usage; where it is of an older version, the workspace brings it up to date first. */
import { databasePath } from '../runtimes/node/data-folder.ts'
import { dataFolder } from '../runtimes/node/data-path.ts'
import { openUsageReader, type UsageReader } from '../runtimes/node/read-usage.ts'
import { Failure } from './failure.ts'
import { withWorkspace } from './with-workspace.ts'

export async function withUsage<T>(env: NodeJS.ProcessEnv, work: (reader: UsageReader) => T): Promise<T> {
  const file = databasePath(dataFolder(env))
  let reader = openUsageReader(file)
  if (!reader) {
    await withWorkspace(env, client => client.health())
    reader = openUsageReader(file)
  }
  if (!reader) throw new Failure('The database is of another version of paas.', { code: 'database-too-new' })
  try {
    return work(reader)
  } finally {
    reader.close()
  }
}
