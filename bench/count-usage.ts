/** Counts the tokens in a home folder's logs, knowing nothing of our importers: only the rules that the formats imply. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export interface Counts {
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_read_tokens: number
  readonly cache_write_tokens: number
}

export interface LogCount {
  readonly file: string
  readonly session: string
  readonly counts: Counts
}

// biome-ignore lint/suspicious/noExplicitAny: logs are looked into field by field
type Record = any

export function sumCounts(all: readonly (Counts | undefined)[]): Counts {
  const sum = (name: keyof Counts) => all.reduce((total, counts) => total + (counts?.[name] ?? 0), 0)
  return {
    input_tokens: sum('input_tokens'),
    output_tokens: sum('output_tokens'),
    cache_read_tokens: sum('cache_read_tokens'),
    cache_write_tokens: sum('cache_write_tokens'),
  }
}

/** Of all logs of Claude Code, Codex and Gemini CLI below a home folder. */
export function countLogs(home: string): LogCount[] {
  const seen = new Set<string>()
  return [
    ...filesIn(join(home, '.claude', 'projects'), /\.jsonl$/).map(file => countClaude(file, seen)),
    ...filesIn(join(home, '.codex', 'sessions'), /rollout-.*\.jsonl$/).map(countCodex),
    ...filesIn(join(home, '.gemini', 'tmp'), /session-.*\.json$/).map(countGemini),
  ]
}

function filesIn(folder: string, name: RegExp): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    return names
      .filter(file => name.test(file))
      .map(file => join(folder, file))
      .sort()
  } catch {
    return []
  }
}

function recordsOf(file: string): Record[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap(line => {
      try {
        return [JSON.parse(line)]
      } catch {
        return []
      }
    })
}

/** A response is one message id and request id; its last line has the final numbers. */
function countClaude(file: string, seen: Set<string>): LogCount {
  const last = new Map<string, Record>()
  let session: string | undefined
  for (const line of recordsOf(file)) {
    session ??= line?.sessionId
    const { id, usage } = line?.message ?? {}
    if (line?.type === 'assistant' && usage) last.set(`${id} ${line.requestId}`, usage)
  }
  const counts: Counts[] = []
  for (const [key, usage] of last) {
    if (seen.has(key)) continue
    seen.add(key)
    counts.push({
      input_tokens: usage.input_tokens ?? 0,
      output_tokens: usage.output_tokens ?? 0,
      cache_read_tokens: usage.cache_read_input_tokens ?? 0,
      cache_write_tokens: usage.cache_creation_input_tokens ?? 0,
    })
  }
  return { file, session: session ?? basename(file), counts: sumCounts(counts) }
}

/** The sums that stand last are what the session used. */
function countCodex(file: string): LogCount {
  const lines = recordsOf(file)
  const session = lines.find(line => line?.type === 'session_meta')?.payload?.id ?? basename(file)
  const total = lines.findLast(line => line?.payload?.info?.total_token_usage)?.payload.info.total_token_usage
  const { input_tokens = 0, cached_input_tokens = 0, output_tokens = 0 } = total ?? {}
  const counts = {
    input_tokens: input_tokens - cached_input_tokens,
    output_tokens,
    cache_read_tokens: cached_input_tokens,
    cache_write_tokens: 0,
  }
  return { file, session, counts }
}

function countGemini(file: string): LogCount {
  const { sessionId, messages = [] } = JSON.parse(readFileSync(file, 'utf8'))
  const counts = messages.map(({ tokens = {} }: Record) => ({
    input_tokens: (tokens.input ?? 0) - (tokens.cached ?? 0) + (tokens.tool ?? 0),
    output_tokens: (tokens.output ?? 0) + (tokens.thoughts ?? 0),
    cache_read_tokens: tokens.cached ?? 0,
    cache_write_tokens: 0,
  }))
  return { file, session: sessionId ?? basename(file), counts: sumCounts(counts) }
}
