/** Streams of uses that really happened: the logs of a folder, by repository and by whose home they were written in. */
import { basename } from 'node:path'
import { openLog } from '../../src/cli/log/open-log.ts'
import { readLog } from '../../src/cli/log/read-log.ts'
import { listLogs } from '../sessions.ts'
import type { Shape, Stream, Use } from './streams.ts'

interface Recorded {
  readonly repository: string
  /** The folder name of a person's home; absent where the log does not tell. */
  readonly person: string | undefined
  readonly uses: Use[]
}

/** What a token read from a cache counts, beside one that is not. */
const CACHED = 0.1
/** Tokens, so that amounts are about as large as credits. */
const UNIT = 10_000
const DAYS_MIN = 14
const SESSION_MS_MAX = 12 * 3_600_000

export interface RecordedStreams {
  readonly shapes: Shape[]
  /** Of a repository, whoever worked on it. */
  readonly whole: Stream[]
  /** Of each person on a repository, with everyone's as its project. */
  readonly persons: Stream[]
}

export async function recordedStreams(folder: string): Promise<RecordedStreams> {
  const logs = await readLogs(folder)
  const whole = streamsBy(logs, ({ repository }) => repository)
  const persons = streamsBy(logs, ({ repository, person }) => person && `${repository} ${person}`).map(stream => {
    const project = whole.find(({ name }) => name === stream.name.split(' ')[0])
    return { ...stream, project: project?.uses ?? [] }
  })
  return { shapes: logs.flatMap(shapeOf), whole: whole.filter(isLong), persons: persons.filter(isLong) }
}

/** Each response once, in whichever logs it stands. */
async function readLogs(folder: string): Promise<Recorded[]> {
  const logs: Recorded[] = []
  const seen = new Set<string>()
  for (const file of listLogs(folder)) {
    const uses = new Map<string, Use>()
    let home: string | undefined
    // What is no log of a known tool holds no uses either.
    const log = await openLog(file).catch(() => null)
    if (!log) continue
    try {
      await readLog(
        log,
        event => {
          if (event.type === 'meta') home ??= /^\/(?:Users|home)\/([^/]+)/.exec(event.cwd ?? '')?.[1]
          if (event.type !== 'usage' || event.at === undefined) return
          const key = event.shared ? event.key : `${file} ${event.key}`
          const { inputTokens, outputTokens, cacheWriteTokens, cacheReadTokens } = event
          const tokens = inputTokens + outputTokens + cacheWriteTokens + CACHED * cacheReadTokens
          if (!seen.has(key)) uses.set(key, { at: event.at, amount: tokens / UNIT })
        },
        () => undefined,
      )
    } finally {
      log.close()
    }
    for (const key of uses.keys()) seen.add(key)
    const repository = basename(file).split('__').slice(0, 2).join('/')
    if (uses.size > 0) logs.push({ repository, person: home, uses: [...uses.values()].sort(byTime) })
  }
  return logs
}

function streamsBy(logs: readonly Recorded[], nameOf: (log: Recorded) => string | undefined): Stream[] {
  const streams = new Map<string, Use[]>()
  for (const log of logs) {
    const name = nameOf(log)
    if (name) streams.set(name, [...(streams.get(name) ?? []), ...log.uses])
  }
  return [...streams].map(([name, uses]) => ({ name, uses: uses.sort(byTime) }))
}

function shapeOf({ uses }: Recorded): Shape[] {
  const begun = uses[0]!.at
  const shape = uses.map(({ at, amount }) => ({ after: at - begun, amount }))
  return uses.length > 1 ? [shape.filter(({ after }) => after < SESSION_MS_MAX)] : []
}

const byTime = (a: Use, b: Use) => a.at - b.at
const isLong = ({ uses }: Stream) => uses.at(-1)!.at - uses[0]!.at > DAYS_MIN * 24 * 3_600_000
