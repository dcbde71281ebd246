/** A whole trajectory: what was asked, every thought, action and observation, what it cost and what came of it. */
import { fingerprint } from '../../core/fingerprint.ts'
import { diffFiles } from '../../core/transcript/diff-files.ts'
import { draftTurn } from '../../core/transcript/draft.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { type Json, list, number, object, parseLine, string } from '../../core/transcript/json.ts'
import { openFacts } from '../../core/transcript/session-facts.ts'
import { itemLines, itemsOf, wordsOf } from './history.ts'
import { readItems } from './items.ts'

export function readDocument(lines: readonly string[]): TranscriptEvent[] {
  const parsed = parseLine(lines.join('\n'))
  if ('reason' in parsed) return [{ type: 'skip', line: 1, reason: parsed.reason }]
  const { record } = parsed
  const items = itemsOf(record)
  const out: TranscriptEvent[] = []
  tellFacts(record, items, out)
  const { title, submitted } = readItems(items, itemLines(lines, items.length), statesOf(record), out)
  openFacts(out).tell({ title }, 1)
  readOutcome(object(record.info) ?? {}, submitted, lines.length, out)
  readUsage(record, lines.length, out)
  return out
}

function tellFacts(record: Json, items: readonly Json[], out: TranscriptEvent[]): void {
  const config = configOf(record)
  const repo = object(object(config?.env)?.repo)
  const [first] = statesOf(record)
  openFacts(out).tell(
    {
      sessionKey: keyOf(record, items),
      cwd: string(first?.working_dir),
      commit: string(repo?.base_commit),
      model: modelOf(config),
      toolVersion: string(object(record.info)?.swe_agent_version),
    },
    1,
  )
}

/** A trajectory has no name of its own: what was asked and the first three answers tell it from another of the same task. */
function keyOf(record: Json, items: readonly Json[]): string {
  const answers = items.filter(item => item.role === 'assistant').slice(0, 3)
  const asked = items.filter(item => item.role === 'system' || (item.role === 'user' && item.is_demo !== true))
  const words = [...asked.slice(0, 2), ...answers].map(item => `${wordsOf(item)}\n${string(item.action) ?? ''}`)
  return `${string(record.environment) ?? 'run'}:${fingerprint(words.join('\n'))}`
}

/** Of a run that can be replayed; written as JSON or as a text of it. */
function configOf({ replay_config: config }: Json): Json | undefined {
  if (typeof config !== 'string') return object(config)
  const parsed = parseLine(config)
  return 'record' in parsed ? parsed.record : undefined
}

const modelOf = (config: Json | undefined): string | undefined => string(object(object(config?.agent)?.model)?.name)

/** Where the agent stood before each step: an object, or JSON of one. */
function statesOf({ trajectory }: Json): (Json | undefined)[] {
  return list(trajectory).map(step => {
    const state = object(step)?.state
    if (typeof state !== 'string') return object(state)
    const parsed = parseLine(state)
    return 'record' in parsed ? parsed.record : undefined
  })
}

/** The diff that was handed in, unless the last observation says it already, and how the run ended. */
function readOutcome(info: Json, submitted: boolean, line: number, out: TranscriptEvent[]): void {
  const diff = string(info.submission)?.replaceAll('\r', '').trim()
  if (diff && !submitted) {
    const turn = draftTurn({ line }, 'submission', 'tool', 'tool_result', diff)
    turn.tool = { name: 'submission' }
    turn.files = diffFiles(diff)
    out.push(turn)
  }
  const status = string(info.exit_status)
  if (status) out.push(draftTurn({ line }, 'exit', 'system', 'note', `Run ended: ${status}`))
}

function readUsage(record: Json, line: number, out: TranscriptEvent[]): void {
  const stats = object(object(record.info)?.model_stats)
  const inputTokens = number(stats?.tokens_sent) ?? 0
  const outputTokens = number(stats?.tokens_received) ?? 0
  if (inputTokens + outputTokens === 0) return
  const model = modelOf(configOf(record)) ?? 'unknown'
  out.push({
    type: 'usage',
    key: 'run',
    line,
    model,
    inputTokens,
    outputTokens,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
  })
}
