/** A workspace's object backed up into a bucket: packed lines, in parts of a few megabytes, as `paas import --all` reads them. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Hash, listToForget, writeLines } from '../../core/archive/index.ts'
import type { ArchiveHead, Copy } from '../../workspace/archive/index.ts'

/** R2 takes parts of 5 MiB or more, all of one size but the last. */
const PART_BYTES = 8 * 1_048_576
const NAME = /(\d{4}-\d{2}-\d{2})\.paas$/

export interface BackupParts {
  readonly bucket: R2Bucket
  /** The workspace's id. */
  readonly workspace: string
  /** `2026-11-24` */
  readonly day: string
  readonly copy: Copy
  readonly clock: () => number
}

/** @returns the name it has in the bucket. */
export async function backUp(parts: BackupParts): Promise<string> {
  const { bucket, workspace, day, copy } = parts
  const key = `${workspace}/${day}.paas`
  const upload = await bucket.createMultipartUpload(key)
  try {
    const gzip = new CompressionStream('gzip')
    const [, uploaded] = await Promise.all([writeInto(gzip.writable, parts), send(gzip.readable, upload)])
    await upload.complete(uploaded)
  } catch (error) {
    await upload.abort().catch(() => {})
    throw error
  } finally {
    copy.end()
  }
  await forgetOld(bucket, workspace, day)
  return key
}

async function writeInto(writable: WritableStream, { copy, clock }: BackupParts): Promise<void> {
  const writer = writable.getWriter()
  const lines = writeLines<ArchiveHead>(newHash)
  const write = (text: string) => writer.write(utf8ToBytes(text))
  try {
    await write(lines.head(copy.head))
    for (const { name } of copy.head.tables) {
      for (const rows of copy.parts(name, clock)) await write(lines.part(name, rows))
    }
    await write(lines.end().text)
    await writer.close()
  } catch (error) {
    await writer.abort(error).catch(() => {})
    throw error
  }
}

async function send(readable: ReadableStream<Uint8Array>, upload: R2MultipartUpload): Promise<R2UploadedPart[]> {
  const uploaded: R2UploadedPart[] = []
  let open: Uint8Array[] = []
  let bytes = 0
  const flush = async (size: number) => {
    const all = joined(open, bytes)
    uploaded.push(await upload.uploadPart(uploaded.length + 1, all.slice(0, size)))
    open = [all.slice(size)]
    bytes -= size
  }
  for await (const chunk of readable) {
    open.push(chunk)
    bytes += chunk.length
    while (bytes >= PART_BYTES) await flush(PART_BYTES)
  }
  await flush(bytes)
  return uploaded
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const all = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

async function forgetOld(bucket: R2Bucket, workspace: string, today: string): Promise<void> {
  const { objects } = await bucket.list({ prefix: `${workspace}/` })
  const dated = objects.flatMap(({ key }) => {
    const day = NAME.exec(key)?.[1]
    return day === undefined ? [] : [{ of: workspace, day, key }]
  })
  const old = listToForget(dated, today).map(({ key }) => key)
  if (old.length > 0) await bucket.delete(old)
}

function newHash(): Hash {
  const hash = sha256.create()
  return { update: text => void hash.update(utf8ToBytes(text)), digest: () => bytesToHex(hash.digest()) }
}
