/** Reads an archive's file: once to see that it is whole, then part by part. */
import { createReadStream } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip } from 'node:zlib'
import type { ArchiveHead } from '../../client/archive-calls.ts'
import { type Line, type Verified, verifyLines } from '../../core/archive/index.ts'
import { Failure } from '../failure.ts'
import { fileFailure } from '../log/file-failure.ts'
import { nodeHash } from './write-file.ts'

/** A line is a part of some megabytes; one that is endless is none of ours. */
const LINE_CHARS_MAX = 64 * 1_048_576

/** @throws Failure that says what is wrong with it: nothing has been changed by then. */
export async function verifyArchive(file: string): Promise<Verified<ArchiveHead>> {
  const verifier = verifyLines<ArchiveHead>(nodeHash)
  for await (const { line, text } of linesOf(file)) {
    const wrong = verifier.take(line, text)
    if (wrong !== null) throw broken(file, wrong)
  }
  const verified = verifier.end()
  if (typeof verified === 'string') throw broken(file, verified)
  return verified
}

/** The parts alone. */
export async function* partsOf(file: string) {
  for await (const { line } of linesOf(file)) if ('table' in line) yield line
}

async function* linesOf(file: string): AsyncGenerator<{ line: Line<ArchiveHead>; text: string }> {
  const source = createReadStream(file)
  const unpacked = source.pipe(createGunzip())
  source.on('error', error => unpacked.destroy(error))
  try {
    for await (const text of textsOf(file, unpacked)) yield { line: parse(file, text), text: `${text}\n` }
  } catch (error) {
    if (error instanceof Failure) throw error
    const { code = '' } = error as NodeJS.ErrnoException
    throw code.startsWith('Z_')
      ? broken(file, 'it is no gzip, or was broken off')
      : fileFailure(file, error as NodeJS.ErrnoException)
  } finally {
    source.destroy()
  }
}

/** At line feeds alone: JSON leaves U+2028 and U+2029 in a text as they are, and readline ends a line at them. */
async function* textsOf(file: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let open = ''
  for await (const chunk of chunks) {
    const [first = '', ...rest] = decoder.write(chunk).split('\n')
    open += first
    if (open.length > LINE_CHARS_MAX) throw broken(file, 'a line of it is endless')
    for (const text of rest) {
      yield open
      open = text
    }
  }
  open += decoder.end()
  if (open !== '') yield open
}

function parse(file: string, text: string): Line<ArchiveHead> {
  try {
    return JSON.parse(text) as Line<ArchiveHead>
  } catch {
    throw broken(file, 'a line of it is no JSON')
  }
}

const broken = (file: string, what: string) =>
  new Failure(`${file} is no whole archive: ${what}. Nothing was changed.`, {
    code: 'archive-broken',
    suggestion: 'Export it anew, or take another copy of the file.',
  })
