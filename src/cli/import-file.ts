/** Records one transcript in a workspace, or only reads it. */
import { basename, resolve } from 'node:path'
import { type Client, openRecorder, type Recorded, type Recorder, type RecorderParts } from '../client/index.ts'
import type { MetaEvent } from '../core/transcript/event.ts'
import type { OpenLog } from './log/open-log.ts'
import { showProgress } from './log/progress.ts'
import { readLog } from './log/read-log.ts'
import type { Output } from './output.ts'
import { keepHeapSmall } from './small-heap.ts'
import { findPlace } from './watch/find-place.ts'

export interface Imported extends Recorded {
  readonly file: string
  readonly tool: string
  readonly size: number
  readonly lines: number
  readonly cutLine: number | null
  readonly ms: number
}

export interface ImportWish extends Pick<RecorderParts, 'project' | 'account'> {
  /** Null reads the file and records nothing. */
  readonly client: Client | null
  readonly out: Output
}

/** Closes the log. */
export async function importLog(log: OpenLog, { client, out, project, account }: ImportWish): Promise<Imported> {
  const from = performance.now()
  const { file } = log
  try {
    const tool = log.importer.id
    const send: RecorderParts['send'] = client
      ? client.capture
      : async batch => ({ ...NOWHERE, turns_added: batch.turns.length })
    const recorder = openRecorder({
      tool,
      head: log.head,
      file: resolve(file),
      project: project ?? (log.zip === undefined ? (besideProject(resolve(file)) ?? placeOf) : undefined),
      account,
      send,
    })
    const progress = showProgress(out, log, basename(file))
    const { lines, cutLine } = await readLog(log, recorder.push, () => {
      progress()
      return recorder.isFull() ? drain(recorder) : undefined
    })
    const recorded = await recorder.finish()
    const ms = Math.round(performance.now() - from)
    return { file, tool, size: log.size, lines, cutLine, ms, ...recorded }
  } finally {
    out.progress(null)
    log.close()
  }
}

/** SpecStory and Aider keep their logs in the project's own folder and do not say in them which that is. */
function besideProject(file: string): { name: string; place: string } | undefined {
  const place = /^(.+?)[/\\]\.(?:specstory[/\\]|aider\.chat\.history\.md)/.exec(file)?.[1]
  return place === undefined ? undefined : { name: basename(place), place }
}

/** The repository that the log was written in, where it is on this machine. */
const placeOf = (meta: MetaEvent | undefined) => (meta?.cwd === undefined ? undefined : findPlace(meta.cwd))

async function drain(recorder: Recorder): Promise<void> {
  keepHeapSmall()
  while (recorder.isFull()) await recorder.send()
}

const NOWHERE = { session_id: 0, project_id: 0, account_id: 0, turns_known: 0, usage_added: 0, readings_added: 0 }
