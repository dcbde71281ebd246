/** Opens a transcript file: its bytes, unpacked where they are packed, and the importer that reads them. */
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Importer } from '../../importers/importer.ts'
import { recognise } from '../../importers/recognise.ts'
import { Failure } from '../failure.ts'

const HEAD_BYTES = 65_536
const CHUNK_BYTES = 1_048_576

export interface OpenLog {
  readonly file: string
  readonly importer: Importer
  /** The first 64 kB as text. */
  readonly head: string
  /** Bytes on the disk, and how many of them have been read. */
  readonly size: number
  read(): number
  /** The unpacked bytes. A chunk is good until the next one is asked for. */
  readonly chunks: AsyncIterable<Buffer>
  close(): Promise<void>
}

/** @throws Failure where the file is missing, unreadable, empty or no transcript. */
export async function openLog(file: string): Promise<OpenLog> {
  const handle = await open(file, 'r').catch(error => {
    throw fileFailure(file, error)
  })
  try {
    const stat = await handle.stat()
    if (stat.isDirectory())
      throw new Failure(`${file} is a folder.`, { code: 'is-folder', suggestion: `Name its files: ${file}/*` })
    let bytesRead = 0
    const raw = chunksOf(handle, bytes => {
      bytesRead += bytes
    })
    const first = await raw.next()
    if (first.done) throw new Failure(`${file} is empty.`, { code: 'empty-file' })
    const unpacked = isGzip(first.value) ? gunzip(first.value, raw) : withFirst(first.value, raw)
    const { head, chunks } = await peek(unpacked, file)
    return {
      file,
      ...identify(file, head),
      head,
      size: stat.size,
      read: () => bytesRead,
      chunks,
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

function identify(file: string, head: string): { importer: Importer } {
  const suggestion = 'Claude Code, Codex, Gemini CLI, SpecStory, Markdown and plain text chats can be read.'
  if (head.includes('\0'))
    throw new Failure(`${file} is not text, so no transcript.`, { code: 'not-a-transcript', suggestion })
  if (head.trim() === '') throw new Failure(`${file} is empty.`, { code: 'empty-file' })
  const importer = recognise(head)
  if (importer) return { importer }
  throw new Failure(`${file} is no transcript of a format known here.`, { code: 'not-a-transcript', suggestion })
}

async function* chunksOf(handle: FileHandle, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const memory = Buffer.allocUnsafeSlow(CHUNK_BYTES)
  for (;;) {
    const { bytesRead } = await handle.read(memory, 0, CHUNK_BYTES)
    if (bytesRead === 0) return
    onRead(bytesRead)
    yield memory.subarray(0, bytesRead)
  }
}

async function* withFirst(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

async function* gunzip(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  // Copies: the stream may hold a chunk while the next one is read into the same memory.
  async function* copies() {
    for await (const chunk of withFirst(first, rest)) yield Buffer.from(chunk)
  }
  const unpacked = createGunzip({ chunkSize: 262_144 })
  const source = Readable.from(copies(), { objectMode: false, highWaterMark: 1 })
  source.on('error', error => unpacked.destroy(error))
  yield* source.pipe(unpacked) as AsyncIterable<Buffer>
}

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
  if (bytes === 0 && broken) throw fileFailure(file, broken as NodeJS.ErrnoException)
  const start = Buffer.concat(held)
  async function* again() {
    yield start
    if (broken) throw broken
    yield* source
  }
  return { head: new TextDecoder().decode(start.subarray(0, HEAD_BYTES), { stream: true }), chunks: again() }
}

const REASONS: Record<string, string> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read by you',
  EPERM: 'may not be read by you',
  EISDIR: 'is a folder',
  EMFILE: 'cannot be opened: too many files are open',
}

export function fileFailure(file: string, error: NodeJS.ErrnoException): Failure {
  const code = error.code ?? ''
  const reason =
    REASONS[code] ?? (code.startsWith('Z_') ? 'is damaged: it cannot be unpacked' : `cannot be read: ${error.message}`)
  return new Failure(`${file} ${reason}.`, { code: code === 'ENOENT' ? 'file-not-found' : 'file-unreadable' })
}
