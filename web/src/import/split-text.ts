/** Parts a text as its importer wants it, while it comes: lines, or the values of JSON that may stand on one endless line. */
import { splitValues, VALUE_CHARS_MAX } from '../../../src/core/transcript/json-values.ts'
import type { Importer, LineReader } from '../../../src/importers/importer.ts'

export interface TextSplitter {
  chunk(text: string): void
  end(): void
}

/** @param skip told of what is too long to be read. */
export function splitText(
  { pieces }: Importer,
  { line }: LineReader,
  skip: (line: number, reason: string) => void,
): TextSplitter {
  const tooLong = (number: number, chars: number) =>
    skip(number, `it is ${Math.round(chars / 1_048_576)} MB long; up to ${VALUE_CHARS_MAX / 1_048_576} MB are read`)
  return pieces === 'values' ? splitValues({ value: line, tooLong }) : splitLines(line, tooLong)
}

function splitLines(
  line: (text: string, number: number) => void,
  tooLong: (number: number, chars: number) => void,
): TextSplitter {
  let number = 0
  let held = ''
  /** Of a line that is too long, and no longer held. */
  let lostChars = 0

  function finish(text: string): void {
    number++
    const chars = lostChars + text.length
    lostChars = 0
    if (chars > VALUE_CHARS_MAX) tooLong(number, chars)
    else line(text.endsWith('\r') ? text.slice(0, -1) : text, number)
  }

  return {
    chunk(text) {
      const lines = (held + text).split('\n')
      held = lines.pop() ?? ''
      for (const one of lines) finish(one)
      if (lostChars + held.length <= VALUE_CHARS_MAX) return
      lostChars += held.length
      held = ''
    },
    end() {
      if (held !== '' || lostChars > 0) finish(held)
      held = ''
    },
  }
}
