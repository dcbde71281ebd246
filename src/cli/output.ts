/** Where a command's words go: its answer to stdout, everything else to stderr; with --json the answer is one object. */

export const SCHEMA_VERSION = 1

export interface Stream {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  write(text: string): unknown
}

export interface Output {
  readonly json: boolean
  /** The answer, once: `data` with --json, else `text`. */
  answer(data: Readonly<Record<string, unknown>>, text: string): void
  /** A part of the answer's text before the rest is known; nothing with --json. */
  say(text: string): void
  /** Something on the way, for people. */
  notice(text: string): void
  /** A line that is written over again; null takes it away. Only where a terminal is attached. */
  progress(text: string | null): void
  readonly style: Style
}

export interface Style {
  bold(text: string): string
  dim(text: string): string
  good(text: string): string
  warn(text: string): string
  bad(text: string): string
}

export interface OutputParts {
  readonly json: boolean
  readonly stdout: Stream
  readonly stderr: Stream
  readonly env: NodeJS.ProcessEnv
}

export function openOutput({ json, stdout, stderr, env }: OutputParts): Output {
  const live = stderr.isTTY === true && env.TERM !== 'dumb'
  let shown = false

  function progress(text: string | null): void {
    if (!live) return
    if (text === null && !shown) return
    const width = (stderr.columns ?? 80) - 1
    stderr.write(text === null ? '\r\x1b[2K' : `\r\x1b[2K${harmless(text).slice(0, width)}`)
    shown = text !== null
  }

  const tell = (stream: Stream, text: string) => stream.write(stream.isTTY ? harmless(text) : text)

  return {
    json,
    answer(data, text) {
      progress(null)
      if (json) stdout.write(`${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...data })}\n`)
      else if (text !== '') tell(stdout, text.endsWith('\n') ? text : `${text}\n`)
    },
    say(text) {
      progress(null)
      if (!json) tell(stdout, `${text}\n`)
    },
    notice(text) {
      progress(null)
      tell(stderr, `${text}\n`)
    },
    progress,
    style: styleOf(stdout.isTTY === true && env.NO_COLOR === undefined && env.TERM !== 'dumb'),
  }
}

/** Names and texts come from files of anybody: what moves a terminal's cursor or sets its title is left out, colours stay. */
const harmless = (text: string): string =>
  text.replace(/\x1b\[\d{1,2}m|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, found => (found.endsWith('m') ? found : ''))

function styleOf(coloured: boolean): Style {
  const paint = (code: string) => (text: string) => (coloured ? `\x1b[${code}m${text}\x1b[0m` : text)
  return { bold: paint('1'), dim: paint('2'), good: paint('32'), warn: paint('33'), bad: paint('31') }
}
