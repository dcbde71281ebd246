/** Opens a transcript file: its bytes, unpacked where they are packed, and the importer that reads them. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Importer } from '../../importers/importer.ts'
import { recognise } from '../../importers/recognise.ts'
import { Failure } from '../failure.ts'
import { fileFailure } from './file-failure.ts'

const HEAD_BYTES = 65_536
const CHUNK_BYTES = 1_048_576
/** Chats pack to a fifth; the same byte over and over to a thousandth. */
const RATIO_MAX = 200
/** Whatever its ratio, so much is harmless. */
const FREE_BYTES = 32 * 1_048_576

export interface OpenLog {
  /** Its path; of a log in a zip, the zip's with its name in it. */
  readonly file: string
  /** The zip that it stands in. */
  readonly zip?: string
  readonly importer: Importer
  /** The first 64 kB as text. */
  readonly head: string
  /** Bytes on the disk, and how many of them have been read. */
  readonly size: number
  read(): number
  /** The unpacked bytes. A chunk is good until the next one is asked for. */
  readonly chunks: AsyncIterable<Buffer>
  close(): void
}

/** @throws Failure where the file is missing, unreadable, empty or no transcript. */
export async function openLog(file: string): Promise<OpenLog> {
  const descriptor = openFile(file)
  try {
    const stat = fstatSync(descriptor)
    if (stat.isDirectory()) {
      throw new Failure(`${file} is a folder.`, { code: 'is-folder', suggestion: `Name its files: ${file}/*` })
    }
    let bytesRead = 0
    const raw = chunksOf(descriptor, bytes => {
      bytesRead += bytes
    })
    const first = raw.next()
    if (first.done) throw new Failure(`${file} is empty.`, { code: 'empty-file' })
    const bytes = isGzip(first.value) ? gunzip(first.value, raw, file) : plain(first.value, raw)
    const close = () => closeSync(descriptor)
    return await openBytes({ file, size: stat.size, read: () => bytesRead, bytes, close })
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

export interface LogBytes extends Pick<OpenLog, 'file' | 'size' | 'read' | 'close' | 'zip'> {
  readonly bytes: AsyncGenerator<Buffer>
}

/** Finds the importer of unpacked bytes. @throws Failure where they are no transcript. */
export async function openBytes({ bytes, ...log }: LogBytes): Promise<OpenLog> {
  const { head, chunks } = await peek(bytes, log.file)
  return { ...log, importer: identify(log.file, head), head, chunks }
}

function openFile(file: string): number {
  try {
    return openSync(file, 'r')
  } catch (error) {
    throw fileFailure(file, error as NodeJS.ErrnoException)
  }
}

function identify(file: string, head: string): Importer {
  const suggestion = 'docs/guide/importers.md says what can be read.'
  if (head.startsWith('PK\u0003\u0004'))
    throw new Failure(`${file} is a zip.`, {
      code: 'is-zip',
      suggestion: `\`paas import ${file}\` reads what is in it.`,
    })
  if (head.includes('\0'))
    throw new Failure(`${file} is not text, so no transcript.`, { code: 'not-a-transcript', suggestion })
  if (head.trim() === '') throw new Failure(`${file} is empty.`, { code: 'empty-file' })
  const importer = recognise(head)
  if (importer) return importer
  throw new Failure(`${file} is no transcript of a format known here.`, { code: 'not-a-transcript', suggestion })
}

/**
 * Read at once, without the event loop: it is as fast as the disk, and what a workspace in this process has put off
 * until there is time (folding briefs) waits until the log is recorded.
 */
function* chunksOf(descriptor: number, onRead: (bytes: number) => void): Generator<Buffer, undefined> {
  const memory = Buffer.allocUnsafeSlow(CHUNK_BYTES)
  for (;;) {
    const bytes = readSync(descriptor, memory)
    if (bytes === 0) return undefined
    onRead(bytes)
    yield memory.subarray(0, bytes)
  }
}

async function* plain(first: Buffer, rest: Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

async function* gunzip(first: Buffer, rest: Iterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  const [{ Readable }, { createGunzip }] = await Promise.all([import('node:stream'), import('node:zlib')])
  // Copies: the stream may hold a chunk while the next one is read into the same memory.
  let packed = first.length
  function* copies() {
    yield Buffer.from(first)
    for (const chunk of rest) {
      packed += chunk.length
      yield Buffer.from(chunk)
    }
  }
  const unpacked = createGunzip({ chunkSize: 262_144 })
  const source = Readable.from(copies(), { objectMode: false, highWaterMark: 1 })
  source.on('error', error => unpacked.destroy(error))
  let bytes = 0
  for await (const chunk of source.pipe(unpacked) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > FREE_BYTES && bytes > packed * RATIO_MAX) throw bomb(file)
    yield chunk
  }
}

const bomb = (file: string): Failure =>
  new Failure(`${file} unpacks to more than ${RATIO_MAX} times its size: a bomb is not read.`, { code: 'gzip-bomb' })

/** The beginning as text; the chunks still begin at the beginning. */
async function peek(
  source: AsyncGenerator<Buffer>,
  file: string,
): Promise<{ head: string; chunks: AsyncIterable<Buffer> }> {
  const held: Buffer[] = []
  let bytes = 0
  let broken: unknown
  while (bytes < HEAD_BYTES) {
    const next = await source.next().catch(error => {
      broken = error
      return { done: true as const, value: undefined }
    })
    if (next.done) break
    held.push(Buffer.from(next.value))
    bytes += next.value.length
  }
  if (bytes === 0 && broken)
    throw broken instanceof Failure ? broken : fileFailure(file, broken as NodeJS.ErrnoException)
  const start = Buffer.concat(held)
  async function* again() {
    yield start
    if (broken) throw broken
    yield* source
  }
  return { head: new TextDecoder().decode(start.subarray(0, HEAD_BYTES), { stream: true }), chunks: again() }
}
