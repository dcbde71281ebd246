/**
 * Sends what an importer reads to a workspace, in batches. Reading is synchronous and sending is not: events are pushed,
 * and whoever reads the log waits for `send` whenever `isFull`. Interrupted and begun again, it changes nothing twice:
 * the workspace knows the turns by their keys.
 */
import { fingerprint } from '../core/fingerprint.ts'
import type { MetaEvent, SkipEvent, TranscriptEvent, TurnEvent, UsageEvent } from '../core/transcript/event.ts'
import type { Batch, Receipt } from './client.ts'
import { fitKey, fitMeta, fitTurn, fitUsage } from './fit-event.ts'

const TURNS_MAX = 500
const USAGE_MAX = 2000
/** As JSON in UTF-8 a character takes at most six bytes; a batch is at most 16 MB. */
const CHARS_MAX = 2_500_000
/** So much of a log without a name of its own tells it from others. */
const HEAD_CHARS = 4096
const SKIPS_KEPT = 1000

export interface RecorderParts {
  /** The importer that reads the log. */
  readonly tool: string
  /** The beginning of the log's text, at least 4 kB of it where it is that long. */
  readonly head: string
  readonly file?: string | undefined
  /** Told, or found from what the log says of itself. */
  readonly project?: Batch['project'] | ((meta: MetaEvent | undefined) => Batch['project'])
  /** The log is being written now: its session is in progress. */
  readonly isLive?: () => boolean
  readonly account?: Batch['account']
  readonly send: (batch: Batch) => Promise<Receipt>
}

interface Tokens {
  input: number
  output: number
  cached: number
}

export interface Recorded {
  /** Null: there was nothing to record. */
  readonly place: Pick<Receipt, 'session_id' | 'project_id' | 'account_id'> | null
  readonly turnsAdded: number
  readonly turnsKnown: number
  readonly files: number
  readonly tokens: Readonly<Tokens>
  readonly skipped: number
  /** The first thousand. */
  readonly skips: readonly SkipEvent[]
}

export interface Recorder {
  push(event: TranscriptEvent): void
  isFull(): boolean
  /** Sends what has gathered. */
  send(): Promise<void>
  /** Sends the rest: the log ends here for now. */
  finish(): Promise<Recorded>
}

export function openRecorder({ send, ...parts }: RecorderParts): Recorder {
  const turns: TurnEvent[] = []
  /** Of each turn in `turns`, and of all. */
  const weights: number[] = []
  const usage: UsageEvent[] = []
  let chars = 0
  let meta: MetaEvent | undefined
  let newMeta: MetaEvent | undefined
  let sessionKey: string | undefined
  let place: Receipt | null = null
  const counts = { turnsAdded: 0, turnsKnown: 0, skipped: 0 }
  const skips: SkipEvent[] = []
  const paths = new Set<string>()
  const used = new Map<string, Tokens>()

  function push(event: TranscriptEvent): void {
    if (event.type === 'turn') {
      const turn = fitTurn(event)
      const weight = weigh(turn)
      turns.push(turn)
      weights.push(weight)
      chars += weight
      for (const { path } of turn.files ?? []) paths.add(path)
    } else if (event.type === 'usage') {
      usage.push(fitUsage(event))
      const { inputTokens: input, outputTokens: output, cacheReadTokens, cacheWriteTokens } = event
      used.set(event.key, { input, output, cached: cacheReadTokens + cacheWriteTokens })
    } else if (event.type === 'meta') {
      meta = { ...meta, ...fitMeta(event) }
      newMeta = meta
    } else if (++counts.skipped <= SKIPS_KEPT) skips.push(event)
  }

  const isFull = () => turns.length >= TURNS_MAX || chars >= CHARS_MAX || usage.length >= USAGE_MAX

  /** The oldest turns, as many as a batch takes. */
  function takeTurns(): TurnEvent[] {
    let weight = 0
    let count = 0
    while (count < turns.length && count < TURNS_MAX) {
      weight += weights[count]!
      if (weight > CHARS_MAX && count > 0) break
      count++
    }
    for (const taken of weights.splice(0, count)) chars -= taken
    return turns.splice(0, count)
  }

  async function sendBatch(isEnd: boolean): Promise<void> {
    sessionKey ??= fitKey(meta?.sessionKey || `${parts.tool}:${fingerprint(parts.head.slice(0, HEAD_CHARS))}`)
    const { tool, file, account } = parts
    const project = typeof parts.project === 'function' ? parts.project(meta) : parts.project
    const taken = { turns: takeTurns(), usage: usage.splice(0, USAGE_MAX) }
    const last = isEnd && turns.length === 0 && usage.length === 0
    const live = parts.isLive?.() || undefined
    const batch = { tool, session_key: sessionKey, file, project, account, meta: newMeta, ...taken, last, live }
    newMeta = undefined
    const receipt = await send(batch)
    counts.turnsAdded += receipt.turns_added
    counts.turnsKnown += receipt.turns_known
    place = receipt
  }

  return {
    push,
    isFull,
    send: () => sendBatch(false),
    async finish() {
      // A log that says nothing becomes no session.
      if (place !== null || turns.length > 0 || usage.length > 0) await sendBatch(true)
      while (turns.length > 0 || usage.length > 0) await sendBatch(true)
      const tokens = { input: 0, output: 0, cached: 0 }
      for (const one of used.values()) {
        tokens.input += one.input
        tokens.output += one.output
        tokens.cached += one.cached
      }
      return { place, ...counts, files: paths.size, tokens, skips }
    },
  }
}

/** About how many characters it takes on the wire. */
function weigh({ text, tool }: TurnEvent): number {
  let chars = text.length + 200
  for (const name in tool?.input) {
    const value = tool.input[name]
    chars += typeof value === 'string' ? value.length : 100
  }
  return chars
}
