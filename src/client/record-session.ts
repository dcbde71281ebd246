/**
 * Sends what an importer reads to a workspace, in batches. Reading is synchronous and sending is not: events are pushed,
 * and whoever reads the log waits for `send` whenever `isFull`. Interrupted and begun again, it changes nothing twice:
 * the workspace knows the turns by their keys. A log that holds several sessions becomes as many.
 */
import type { MetaEvent, SkipEvent, TranscriptEvent } from '../core/transcript/event.ts'
import type { Batch, Receipt } from './client.ts'
import {
  CHARS_MAX,
  type OpenSession,
  openSession,
  type Place,
  type RecordedSession,
  sumTokens,
  type Tokens,
  TURNS_MAX,
  USAGE_MAX,
} from './open-session.ts'

const SKIPS_KEPT = 1000

export interface RecorderParts {
  /** The importer that reads the log. */
  readonly tool: string
  /** The beginning of the log's text, at least 4 kB of it where it is that long. */
  readonly head: string
  readonly file?: string | undefined
  /** Told, or found from what the log says of itself. */
  readonly project?: Batch['project'] | ((meta: MetaEvent | undefined) => Batch['project'])
  /** The log is being written now: its (last) session is in progress. */
  readonly isLive?: () => boolean
  readonly account?: Batch['account']
  /** Who is signed in where the log is written. */
  readonly email?: () => string | undefined
  readonly send: (batch: Batch) => Promise<Receipt>
}

/** Sums over the sessions, and what could not be read of the log. */
export interface Recorded {
  /** Those that had something to record, in the log's order. */
  readonly sessions: readonly RecordedSession[]
  /** Of the last of them; null: there was nothing to record. */
  readonly place: Place | null
  readonly turnsAdded: number
  readonly turnsKnown: number
  readonly files: number
  readonly tokens: Tokens
  readonly skipped: number
  /** The first thousand. */
  readonly skips: readonly SkipEvent[]
}

export interface Recorder {
  push(event: TranscriptEvent): void
  isFull(): boolean
  /** Sends a batch of what has gathered, the oldest first. */
  send(): Promise<void>
  /** Sends the rest: the log ends here for now. */
  finish(): Promise<Recorded>
}

export function openRecorder({ send, ...parts }: RecorderParts): Recorder {
  const { tool, head } = parts
  let open = openSession({ tool, head })
  /** Ended by the session that came after, and not sent whole yet. */
  const ended: OpenSession[] = []
  const recorded: RecordedSession[] = []
  let email: string | undefined
  let skipped = 0
  const skips: SkipEvent[] = []

  function push(event: TranscriptEvent): void {
    if (event.type === 'session') {
      if (hasWaiting(open)) ended.push(open)
      else keep(open)
      open = openSession({ tool, head, named: event })
    } else if (event.type !== 'skip') open.push(event)
    else if (++skipped <= SKIPS_KEPT) skips.push(event)
  }

  function keep(session: OpenSession): void {
    const result = session.result()
    if (result) recorded.push(result)
  }

  function isFull(): boolean {
    const sum = { ...open.waiting }
    for (const { waiting } of ended) {
      sum.turns += waiting.turns
      sum.chars += waiting.chars
      sum.usage += waiting.usage
    }
    return sum.turns >= TURNS_MAX || sum.chars >= CHARS_MAX || sum.usage >= USAGE_MAX
  }

  async function sendBatch(session: OpenSession, isEnd: boolean): Promise<void> {
    const { file, account } = parts
    const project = typeof parts.project === 'function' ? parts.project(session.meta) : parts.project
    const taken = session.take()
    const last = isEnd && !hasWaiting(session)
    const live = (session === open && parts.isLive?.()) || undefined
    email ??= parts.email?.()
    session.told(await send({ tool, file, project, account, email, ...taken, last, live }))
  }

  async function sendNext(isEnd: boolean): Promise<void> {
    const oldest = ended[0]
    if (!oldest) return await sendBatch(open, isEnd)
    await sendBatch(oldest, true)
    if (hasWaiting(oldest)) return
    ended.shift()
    keep(oldest)
  }

  return {
    push,
    isFull,
    send: () => sendNext(false),
    async finish() {
      while (ended.length > 0) await sendNext(true)
      // A session that says nothing becomes none.
      if (hasWaiting(open) || open.result()) await sendBatch(open, true)
      while (hasWaiting(open)) await sendBatch(open, true)
      const last = open.result()
      return { ...summed(last ? [...recorded, last] : [...recorded]), skipped, skips }
    },
  }
}

const hasWaiting = ({ waiting }: OpenSession): boolean => waiting.turns > 0 || waiting.usage > 0

function summed(sessions: readonly RecordedSession[]): Omit<Recorded, 'skipped' | 'skips'> {
  const sum = (count: (session: RecordedSession) => number) => sessions.reduce((all, one) => all + count(one), 0)
  return {
    sessions,
    place: sessions.at(-1)?.place ?? null,
    turnsAdded: sum(session => session.turnsAdded),
    turnsKnown: sum(session => session.turnsKnown),
    files: sum(session => session.files),
    tokens: sumTokens(sessions.map(({ tokens }) => tokens)),
  }
}
