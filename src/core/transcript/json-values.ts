/**
 * Takes JSON apart as its text comes: the elements of the array that it is, or the values that stand one after another.
 * Nothing but the value that is open is held, so that an export of any length on one line can be read.
 */

/** Longer values are left out: whoever reads one holds it several times over. */
export const VALUE_CHARS_MAX = 24 * 1_048_576

export interface ValueSink {
  /** The value's text, valid JSON or not, and the line it begins on, from 1. */
  value(text: string, line: number): void
  /** A value of more than `VALUE_CHARS_MAX` characters. */
  tooLong(line: number, chars: number): void
}

export interface ValueSplitter {
  chunk(text: string): void
  /** @returns whether a value was still open. */
  end(): boolean
  /** Lines begun so far. */
  readonly lines: number
}

const QUOTE = 34
const COMMA = 44
const OPEN_LIST = 91
const BACKSLASH = 92
const CLOSE_LIST = 93
const OPEN_RECORD = 123
const CLOSE_RECORD = 125
const NEWLINE = 10

export function splitValues(sink: ValueSink): ValueSplitter {
  let line = 1
  /** The document is an array, and its elements are the values. */
  let inList = false
  /** Brackets open in the value; 0: a bare word. */
  let depth = 0
  let inValue = false
  let inString = false
  let escaped = false
  let atLineStart = true
  let valueLine = 1
  let held: string[] = []
  let heldChars = 0

  function begin(bracketed: boolean): void {
    inValue = true
    depth = bracketed ? 1 : 0
    valueLine = line
  }

  function hold(rest: string): void {
    heldChars += rest.length
    if (heldChars > VALUE_CHARS_MAX) held = []
    else held.push(rest)
  }

  function finish(rest: string): void {
    hold(rest)
    if (heldChars > VALUE_CHARS_MAX) sink.tooLong(valueLine, heldChars)
    else sink.value(held.length === 1 ? held[0]! : held.join(''), valueLine)
    held = []
    heldChars = 0
    inValue = false
    inString = false
    escaped = false
  }

  /** @returns the index behind the string, or the end of the text if it goes on, or the line break that it cannot hold. */
  function skipString(text: string, from: number): number {
    let at = from
    if (escaped) {
      escaped = false
      at++
    }
    for (;;) {
      const quote = text.indexOf('"', at)
      const end = quote < 0 ? text.length : quote
      let backslashes = 0
      while (end - backslashes > at && text.charCodeAt(end - backslashes - 1) === BACKSLASH) backslashes++
      const isEscaped = backslashes % 2 === 1
      if (quote < 0) {
        escaped = isEscaped
        return end
      }
      at = quote + 1
      if (isEscaped) continue
      inString = false
      return at
    }
  }

  return {
    chunk(text) {
      /** Where the open value begins in this text. */
      let from = 0
      let lineEnd = text.indexOf('\n')
      for (let at = 0; at < text.length; ) {
        if (inString) {
          const begun = at
          at = skipString(text, at)
          if (lineEnd >= 0 && lineEnd < begun) lineEnd = text.indexOf('\n', begun)
          if (lineEnd < 0 || lineEnd >= at) continue
          // A string holds no line break: the value was cut, and the next one begins on the next line.
          at = lineEnd
          finish(text.slice(from, at))
          continue
        }
        const code = text.charCodeAt(at)
        if (code === NEWLINE) {
          if (inValue && depth === 0) finish(text.slice(from, at))
          line++
          atLineStart = true
          at++
          continue
        }
        if (!inValue) {
          if (code === OPEN_RECORD || (code === OPEN_LIST && inList)) {
            begin(true)
            from = at
          } else if (code === OPEN_LIST) inList = true
          else if (code === CLOSE_LIST && inList) inList = false
          else if (code > 32 && code !== COMMA && code !== 0xfeff) {
            begin(false)
            from = at
            inString = code === QUOTE
          }
        } else if (depth === 0) {
          const ends = code === COMMA || code === OPEN_RECORD || code === CLOSE_LIST || code <= 32
          if (ends) {
            finish(text.slice(from, at))
            continue
          }
        } else if (code === QUOTE) inString = true
        else if (code === OPEN_RECORD && atLineStart && !inList) {
          // Of lines that hold a value each the one before was cut; within a value, brackets are indented.
          finish(text.slice(from, at))
          continue
        } else if (code === OPEN_RECORD || code === OPEN_LIST) depth++
        else if (code === CLOSE_RECORD || code === CLOSE_LIST) {
          depth--
          if (depth === 0) finish(text.slice(from, at + 1))
        }
        atLineStart = false
        at++
      }
      if (inValue) hold(text.slice(from))
    },
    end() {
      const open = inValue && (depth > 0 || inString)
      if (inValue) finish('')
      return open
    },
    get lines() {
      return line
    },
  }
}
