/** When a workspace's object is next backed up: in the night after it has changed. One that nobody touches wakes for nothing. */
import type { WorkspaceApp } from '../../workspace/app.ts'
import { backUp } from './back-up.ts'
import { consoleLog as log } from './console-log.ts'

const DAY_MS = 86_400_000
/** Three in the morning, UTC, and then spread over two hours: objects do not all wake at once. */
const FROM_MS = 3 * 3_600_000
const SPREAD_MS = 2 * 3_600_000
/** Held or failed, it is tried again. */
const AGAIN_MS = 900_000
const DONE = 'backed-up'

export interface NightlyParts {
  readonly bucket: R2Bucket
  readonly storage: DurableObjectStorage
  /** The workspace's id. */
  readonly workspace: string
  readonly app: Pick<WorkspaceApp, 'beginCopy' | 'lastFact'>
  readonly clock: () => number
}

export interface Nightly {
  /** Null where nothing has changed since the last one. */
  nextAt(): number | null
  /** Does what is due. Never throws. */
  run(): Promise<void>
}

/** @param seq of the newest fact that a backup has; -1 before the first one. */
export async function openNightly({ bucket, storage, workspace, app, clock }: NightlyParts): Promise<Nightly> {
  let seq = (await storage.get<number>(DONE)) ?? -1
  let dueAt: number | null = null

  function nextAt(): number | null {
    if (app.lastFact() === seq) return null
    dueAt ??= nextNight(clock(), workspace)
    return dueAt
  }

  async function run(): Promise<void> {
    const now = clock()
    if (dueAt === null || now < dueAt) return
    dueAt = now + AGAIN_MS
    const copy = app.beginCopy()
    if (!copy) return
    const told = app.lastFact()
    try {
      const day = new Date(now).toISOString().slice(0, 10)
      await backUp({ bucket, workspace, day, copy, clock })
      await storage.put(DONE, told)
      seq = told
      dueAt = null
    } catch (error) {
      log.error('a workspace could not be backed up', { workspace, error: String(error) })
    }
  }

  return { nextAt, run }
}

export function nextNight(now: number, workspace: string): number {
  let mixed = 0
  for (const character of workspace) mixed = (mixed * 31 + character.charCodeAt(0)) % SPREAD_MS
  const today = Math.floor(now / DAY_MS) * DAY_MS + FROM_MS + mixed
  return today > now ? today : today + DAY_MS
}
