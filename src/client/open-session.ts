/** What was read of one session and waits to be sent, and what came of the rest. */
import { fingerprint } from '../core/fingerprint.ts'
import type { MetaEvent, ReadingEvent, SessionEvent, TurnEvent, UsageEvent } from '../core/transcript/event.ts'
import type { Batch, Receipt } from './client.ts'
import { fitKey, fitMeta, fitReading, fitTurn, fitUsage, isReadable } from './fit-event.ts'

export const TURNS_MAX = 500
export const USAGE_MAX = 2000
/** As JSON in UTF-8 a character takes at most six bytes; a batch is at most 16 MB. */
export const CHARS_MAX = 2_500_000
/** So much of a log without a name of its own tells it from others. */
const HEAD_CHARS = 4096

export interface Tokens {
  readonly input: number
  readonly output: number
  readonly cached: number
}

export type Place = Pick<Receipt, 'session_id' | 'project_id' | 'account_id'>

export interface RecordedSession {
  readonly sessionKey: string
  readonly title: string | null
  readonly place: Place
  readonly turnsAdded: number
  readonly turnsKnown: number
  readonly files: number
  readonly tokens: Tokens
}

export interface SessionParts {
  readonly tool: string
  /** The beginning of the log's text: its name where neither the log nor `named` has one. */
  readonly head: string
  /** Absent in a log that holds one session. */
  readonly named?: SessionEvent | undefined
}

type Gathered = Pick<Batch, 'session_key' | 'meta' | 'turns' | 'usage' | 'readings'>

export interface OpenSession {
  push(event: TurnEvent | UsageEvent | ReadingEvent | MetaEvent): void
  /** Readings count as usage. */
  readonly waiting: { readonly turns: number; readonly chars: number; readonly usage: number }
  /** What is known of the session so far. */
  readonly meta: MetaEvent | undefined
  /** The oldest, as much as a batch takes. */
  take(): Gathered
  told(receipt: Receipt): void
  /** Null while nothing was sent. */
  result(): RecordedSession | null
}

export function openSession({ tool, head, named }: SessionParts): OpenSession {
  const turns: TurnEvent[] = []
  /** Of each turn in `turns`, and of all. */
  const weights: number[] = []
  const usage: UsageEvent[] = []
  const readings: ReadingEvent[] = []
  let chars = 0
  let meta: MetaEvent | undefined = named?.title
    ? fitMeta({ type: 'meta', line: named.line, title: named.title })
    : undefined
  let newMeta = meta
  let sessionKey = named && fitKey(named.sessionKey)
  let place: Place | null = null
  const counts = { turnsAdded: 0, turnsKnown: 0 }
  const paths = new Set<string>()
  const used = new Map<string, Tokens>()

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

  return {
    get meta() {
      return meta
    },
    get waiting() {
      return { turns: turns.length, chars, usage: usage.length + readings.length }
    },
    push(event) {
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
      } else if (event.type === 'reading') {
        if (isReadable(event)) readings.push(fitReading(event))
      } else {
        meta = { ...meta, ...fitMeta(event) }
        newMeta = meta
      }
    },
    take() {
      sessionKey ??= fitKey(meta?.sessionKey || `${tool}:${fingerprint(head.slice(0, HEAD_CHARS))}`)
      const taken = {
        session_key: sessionKey,
        meta: newMeta,
        turns: takeTurns(),
        usage: usage.splice(0, USAGE_MAX),
        readings: readings.splice(0, USAGE_MAX),
      }
      newMeta = undefined
      return taken
    },
    told(receipt) {
      counts.turnsAdded += receipt.turns_added
      counts.turnsKnown += receipt.turns_known
      const { session_id, project_id, account_id } = receipt
      place = { session_id, project_id, account_id }
    },
    result() {
      if (place === null || sessionKey === undefined) return null
      const title = meta?.title ?? null
      return { sessionKey, title, place, ...counts, files: paths.size, tokens: sumTokens(used.values()) }
    },
  }
}

export function sumTokens(all: Iterable<Tokens>): Tokens {
  const sum = { input: 0, output: 0, cached: 0 }
  for (const one of all) {
    sum.input += one.input
    sum.output += one.output
    sum.cached += one.cached
  }
  return sum
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
