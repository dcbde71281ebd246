/** Fits the shapes of sessions to recorded ones: logs of Claude Code and Codex, gzipped or not. Only times and counts are read. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Shapes } from './session-shapes.ts'

/** A longer silence is a break, and counts as one so long. */
const BREAK_MS = 15 * 60_000
/** Fewer tell nothing of how they spread. */
const SESSIONS_MIN = 10

export function readShapes(folder: string): { shapes: Shapes; sessions: number } {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => /\.jsonl(\.gz)?$/.test(file))
  const seen = files.flatMap(file => measureLog(join(folder, file)) ?? [])
  if (seen.length < SESSIONS_MIN)
    throw new Error(`${folder} holds ${seen.length} sessions with times and usage: too few`)
  const x = seen.map(({ minutes }) => Math.log(minutes))
  const y = seen.map(({ used }) => Math.log(used))
  const deviation = Math.sqrt(mean(x.map(each => (each - mean(x)) ** 2)))
  const slope = mean(x.map((each, i) => (each - mean(x)) * ((y[i] ?? 0) - mean(y)))) / deviation ** 2
  const rest = y.map((each, i) => each - mean(y) - slope * ((x[i] ?? 0) - mean(x)))
  const noise = Math.sqrt(mean(rest.map(each => each ** 2)))
  return { shapes: { lnMinutes: { mean: mean(x), deviation }, slope, noise }, sessions: seen.length }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

interface Tokens {
  readonly input_tokens?: number
  readonly output_tokens?: number
  readonly cache_read_input_tokens?: number
  readonly cache_creation_input_tokens?: number
  readonly cached_input_tokens?: number
}

interface Line {
  readonly timestamp?: string
  readonly message?: { readonly id?: string; readonly usage?: Tokens }
  readonly payload?: { readonly info?: { readonly total_token_usage?: Tokens } | null }
}

/** Null where it tells no times or no usage. */
function measureLog(file: string): { minutes: number; used: number } | null {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  const times: number[] = []
  const responses = new Map<string, number>()
  for (const line of text.split('\n').flatMap(parse)) {
    const at = Date.parse(line.timestamp ?? '')
    if (at > 0) times.push(at)
    const { id = '', usage } = line.message ?? {}
    if (usage) responses.set(id, priceOf(usage))
    const total = line.payload?.info?.total_token_usage
    if (total) responses.set('total', priceOf(total))
  }
  times.sort((a, b) => a - b)
  const activeMs = times.slice(1).reduce((sum, at, i) => sum + Math.min(at - (times[i] ?? at), BREAK_MS), 0)
  const used = [...responses.values()].reduce((sum, each) => sum + each, 0)
  return activeMs > 0 && used > 0 ? { minutes: activeMs / 60_000, used } : null
}

function parse(line: string): Line[] {
  try {
    return line === '' ? [] : [JSON.parse(line)]
  } catch {
    return []
  }
}

/** In tokens of input, as prices relate: output five times, read from the cache a tenth, written to it a quarter more. */
function priceOf(tokens: Tokens): number {
  const { input_tokens = 0, output_tokens = 0, cache_read_input_tokens = 0, cache_creation_input_tokens = 0 } = tokens
  const cached = tokens.cached_input_tokens ?? 0
  return (
    5 * output_tokens + input_tokens - 0.9 * cached + 0.1 * cache_read_input_tokens + 1.25 * cache_creation_input_tokens
  )
}
