/**
 * The neutral events that importers speak: what happened in a session, whatever tool recorded it.
 * Plain JSON values, so that they cross a worker, a request or a Durable Object as they are.
 */

export type Role = 'user' | 'assistant' | 'system' | 'tool'

/**
 * - `text`: said or typed. - `tool_call`: the assistant used a tool. - `tool_result`: what the tool answered.
 * - `summary`: the tool's own summary of what went before (a compaction). - `note`: said by the tool itself, not by anyone.
 */
export type TurnKind = 'text' | 'tool_call' | 'tool_result' | 'summary' | 'note'

/** How a file was touched. `edited` includes overwritten; `created` is known to be new. */
export type Touch = 'read' | 'edited' | 'created' | 'deleted'

export interface FileTouch {
  /** As the log has it; made relative to `cwd` where it stands below it. */
  readonly path: string
  readonly touch: Touch
}

export interface ToolUse {
  /** The tool's own name for it: `Bash`, `Edit`, `apply_patch`, … */
  readonly name: string
  /** Joins a result to its call. */
  readonly callId?: string
  /** The arguments as the log has them; long strings in them are kept whole. On `tool_call` only. */
  readonly input?: Readonly<Record<string, unknown>>
}

export interface CommandRun {
  readonly line: string
  /** Absent where the log does not tell. */
  readonly exitCode?: number
}

/** A task of a plan or to-do list, as the tool call that wrote it says. */
export interface PlanItem {
  readonly text: string
  readonly state: 'done' | 'doing' | 'next'
}

export interface TurnEvent {
  readonly type: 'turn'
  /** Unique in its session and the same at every reading of the log. */
  readonly key: string
  /** Line of the log it stands on, from 1. */
  readonly line: number
  readonly role: Role
  readonly kind: TurnKind
  /** What a reader sees: the words; of a call its arguments in words; of a result its output, whole. */
  readonly text: string
  /** A person typed it (not injected by the tool). */
  readonly human?: boolean
  /** Said by or to a sub-agent, not in the main thread. */
  readonly sidechain?: boolean
  /** Milliseconds since the epoch. */
  readonly at?: number
  readonly tool?: ToolUse
  readonly files?: readonly FileTouch[]
  readonly command?: CommandRun
  readonly plan?: readonly PlanItem[]
  /** A tool result that reports failure. */
  readonly failed?: boolean
}

/**
 * What one response of a model used, in tokens. The same `key` again is the same response, and replaces what was said
 * before; of a `shared` one what was said with the most output holds, for each log writes it down while it grows.
 */
export interface UsageEvent {
  readonly type: 'usage'
  readonly key: string
  /** The key is the response's own in every log that holds it, copies and forks too; else unique in its session only. */
  readonly shared?: boolean
  readonly line: number
  readonly model: string
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  /** All that was written to a cache. */
  readonly cacheWriteTokens: number
  /** Those of them that are kept for an hour, which cost more. */
  readonly cacheWriteHourTokens?: number
  /** What the log itself says that it cost. */
  readonly costUsd?: number
  readonly at?: number
}

/** What the log says about the session itself. Later values win; absent ones change nothing. */
export interface MetaEvent {
  readonly type: 'meta'
  readonly line: number
  readonly sessionKey?: string
  readonly title?: string
  readonly cwd?: string
  readonly branch?: string
  readonly commit?: string
  readonly toolVersion?: string
  readonly model?: string
}

/**
 * From here on, events belong to another session: of an export with many conversations, of a history with many runs.
 * A log that uses it begins with it. Keys of turns and usage are unique within a session.
 */
export interface SessionEvent {
  readonly type: 'session'
  readonly line: number
  /** Unique in the log and the same at every reading of it. */
  readonly sessionKey: string
  readonly title?: string
}

/**
 * What a tool says of a quota window of its account. A figure that is absent is unknown, not zero; with no figure at all it
 * says only that the window let work through again.
 */
export interface ReadingEvent {
  readonly type: 'reading'
  readonly line: number
  /** When it was said, milliseconds since the epoch. */
  readonly at: number
  /** `5h`, `weekly`; of one model only `weekly-opus`; `unknown`. */
  readonly window: string
  /** 100: nothing is left. */
  readonly usedPercent?: number
  readonly remaining?: number
  readonly limit?: number
  /** Of `remaining` and `limit`: `credits`, `requests`, … */
  readonly unit?: string
  /** Milliseconds since the epoch. */
  readonly resetsAt?: number
  /** `log`: with a response. `statusline`: shown, perhaps for a while already. `error`: the limit was hit. */
  readonly source: 'log' | 'statusline' | 'error'
  readonly plan?: string
}

/** A line that could not be read. The rest goes on. */
export interface SkipEvent {
  readonly type: 'skip'
  readonly line: number
  readonly reason: string
}

export type TranscriptEvent = TurnEvent | UsageEvent | ReadingEvent | MetaEvent | SessionEvent | SkipEvent
