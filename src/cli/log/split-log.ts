/** Parts a log's bytes as its importer wants them: lines, or the values of JSON that may stand on one endless line. */
import { splitValues, VALUE_CHARS_MAX } from '../../core/transcript/json-values.ts'
import type { Importer, LineReader } from '../../importers/importer.ts'
import { LINE_BYTES_MAX, type LineSplitter, splitLines } from './read-lines.ts'

/** @param skip told of what is too long to be read. */
export function splitLog(
  { pieces }: Importer,
  { line }: LineReader,
  skip: (line: number, reason: string) => void,
): LineSplitter {
  const tooLong = (what: string, max: number) => (number: number, size: number) =>
    skip(number, `the ${what} is ${megabytes(size)} MB long; up to ${megabytes(max)} MB are read`)
  if (pieces !== 'values') return splitLines({ line, tooLong: tooLong('line', LINE_BYTES_MAX) })
  const splitter = splitValues({ value: line, tooLong: tooLong('value', VALUE_CHARS_MAX) })
  const decoder = new TextDecoder()
  return {
    chunk: bytes => splitter.chunk(decoder.decode(bytes, { stream: true })),
    end() {
      splitter.chunk(decoder.decode())
      return splitter.end()
    },
    get lines() {
      return splitter.lines
    },
    // What is open is no line that could be read again: such logs are written whole.
    openBytes: 0,
  }
}

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576)
