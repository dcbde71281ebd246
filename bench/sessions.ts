/** Recorded sessions of a folder, read as `paas import` reads them. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openLog } from '../src/cli/log/open-log.ts'
import { readLog } from '../src/cli/log/read-log.ts'
import type { MetaEvent, TurnEvent } from '../src/core/transcript/event.ts'

export interface Session {
  readonly tool: string
  readonly turns: TurnEvent[]
  readonly meta: MetaEvent
}

/** The logs of a folder and of those in it, packed ones too, in the order of their names. */
export function listLogs(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names
    .filter(name => /\.(?:jsonl?|md|traj|txt)(?:\.gz)?$/.test(name))
    .sort()
    .map(name => join(folder, name))
}

/** A turn that a log repeats stands once. */
export async function readSession(file: string): Promise<Session> {
  const turns = new Map<string, TurnEvent>()
  let meta: MetaEvent = { type: 'meta', line: 0 }
  const log = await openLog(file)
  try {
    await readLog(
      log,
      event => {
        if (event.type === 'turn' && !turns.has(event.key)) turns.set(event.key, event)
        if (event.type === 'meta') meta = { ...meta, ...event }
      },
      () => undefined,
    )
    return { tool: log.importer.id, turns: [...turns.values()], meta }
  } finally {
    log.close()
  }
}
