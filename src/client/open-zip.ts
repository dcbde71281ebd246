/** The texts of a zip, one after another, as streams: nothing is written anywhere, and a name in it is only a name. */
import { BlobReader, type FileEntry, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js'

export interface ZipText {
  /** As the zip has it; it may hold anything, `..` too. */
  readonly name: string
  /** Unpacked, as the zip says. */
  readonly bytes: number
  /** Unpacked where it is asked for, once, and good until the next text is. Fails with a `ZipProblem` where it must not, or cannot, be unpacked. */
  readonly stream: ReadableStream<Uint8Array>
}

/** Why a zip, or one file of it, is not read; the message goes on where a name stands before it: `is encrypted`. */
export class ZipProblem extends Error {
  override readonly name = 'ZipProblem'
}

const FILES_MAX = 100_000
/** Chats pack to a fifth; the same byte over and over to a thousandth. */
const RATIO_MAX = 200
/** Whatever its ratio, so much is harmless. */
const FREE_BYTES = 32 * 1_048_576
const TOTAL_BYTES_MAX = 16 * 1024 ** 3
/** What may be a transcript, or an export of many; zips in a zip are not opened. */
const TEXT = /\.(?:jsonl?|md|markdown|txt|log|traj)$/i

/** @throws ZipProblem where `blob` as a whole cannot be read. */
export async function* openZip(blob: Blob): AsyncGenerator<ZipText> {
  const zip = new ZipReader(new BlobReader(blob), { useWebWorkers: false })
  const spent = { bytes: 0 }
  let files = 0
  try {
    for await (const entry of zip.getEntriesGenerator({ filenameValidation: 'tolerant' })) {
      if (++files > FILES_MAX) throw new ZipProblem(`holds more than ${FILES_MAX} files`)
      if (entry.directory || !TEXT.test(entry.filename)) continue
      yield {
        name: entry.filename,
        bytes: entry.uncompressedSize,
        get stream() {
          return unpack(entry, spent)
        },
      }
    }
  } catch (error) {
    throw problemOf(error)
  } finally {
    await zip.close().catch(() => {})
  }
}

/** Counts what really comes: what a zip says of itself is no promise. */
function unpack(entry: FileEntry, spent: { bytes: number }): ReadableStream<Uint8Array> {
  let bytes = 0
  const gate = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, out) {
      bytes += chunk.length
      spent.bytes += chunk.length
      const refusal = refusalOf(entry, bytes, spent.bytes)
      if (refusal) throw new ZipProblem(refusal)
      out.enqueue(chunk)
    },
  })
  const refusal = entry.encrypted ? 'is encrypted' : refusalOf(entry, entry.uncompressedSize, spent.bytes)
  const done = refusal
    ? Promise.reject(new ZipProblem(refusal))
    : entry.getData(gate.writable, { checkOverlappingEntry: true })
  done.catch(error => gate.writable.abort(error)).catch(() => {})
  return toldInWords(gate.readable.getReader())
}

/** The same bytes; where they end in an error, it is a `ZipProblem`. */
function toldInWords(reader: ReadableStreamDefaultReader<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(out) {
      try {
        const { done, value } = await reader.read()
        if (done) out.close()
        else out.enqueue(value)
      } catch (error) {
        out.error(problemOf(error))
      }
    },
    cancel: reason => reader.cancel(reason),
  })
}

function refusalOf(entry: FileEntry, bytes: number, total: number): string | null {
  if (bytes > entry.uncompressedSize) return 'unpacks to more than it says: it is not read further'
  if (bytes > FREE_BYTES && bytes > entry.compressedSize * RATIO_MAX)
    return `unpacks to more than ${RATIO_MAX} times its size: a zip bomb is not read`
  return total > TOTAL_BYTES_MAX ? 'is too large: 16 GB of a zip are read' : null
}

/** What the packing library says is said in words that go on behind a name. */
function problemOf(error: unknown): ZipProblem {
  if (error instanceof ZipProblem) return error
  const said = error instanceof Error ? error.message : String(error)
  if (/overlapping/i.test(said)) return new ZipProblem('shares its bytes with another file: a zip bomb is not read')
  return new ZipProblem(`is damaged: ${said}`)
}
