/** The activity log: what an entry costs, and what verifying all of them does. */
import { join } from 'node:path'
import { verifyLog } from '../src/cli/look-into-database.ts'
import { LOCAL_OWNER } from '../src/platform/call.ts'
import { openFileWorkspace } from '../src/runtimes/node/open-workspace.ts'
import { openSql } from '../src/runtimes/node/sql.ts'
import { insertLogRow } from '../src/workspace/activity/log-store.ts'
import { type Figure, inFolder, runAlone, timeMs } from './measure.ts'

const ENTRIES = 100_000

async function measure(folder: string): Promise<Figure[]> {
  const file = join(folder, 'a.db')
  openFileWorkspace(file).close()
  const sql = openSql(file)
  const entry = {
    at: '2026-11-23 22:00:00.000',
    person_id: LOCAL_OWNER.id,
    actor: LOCAL_OWNER.name,
    via: 'browser',
    address: '203.0.113.9',
  }
  const write = () => {
    for (let n = 0; n < ENTRIES; n++) {
      insertLogRow(sql, {
        ...entry,
        action: 'PATCH /api/accounts/{id}',
        subject: `accounts/${n}`,
        data: '{"fields":["notes"]}',
      })
    }
  }
  const wroteMs = await timeMs(() => sql.transaction(write))
  sql.close()
  let entries = 0
  const verifiedMs = await timeMs(() => {
    entries = verifyLog(file).entries
  })
  return [
    {
      name: 'an entry of the activity log',
      measured: (1000 * wroteMs) / ENTRIES,
      unit: 'µs',
      note: `${ENTRIES} in one transaction`,
    },
    { name: `verifying ${entries} entries`, measured: verifiedMs / 1000, unit: 's' },
  ]
}

await runAlone(import.meta.url, () => inFolder(measure))
