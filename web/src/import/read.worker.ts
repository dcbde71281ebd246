/** Reads picked files off the page's thread and records them: the page only hears how far they are. */
import { ApiError } from '../../../src/client/api-error.ts'
import { createClient } from '../../../src/client/client.ts'
import { isZip } from '../../../src/client/is-zip.ts'
import { openRecorder } from '../../../src/client/record-session.ts'
import { recognise } from '../../../src/importers/recognise.ts'
import type { ImportAsk, ImportCount, ImportNews, Skip } from './messages.ts'
import { splitText } from './split-text.ts'

const HEAD_CHARS = 64 * 1024
const SKIPS_SHOWN = 50
const SESSIONS_SHOWN = 20
const TELL_EVERY_MS = 100

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>

const say = (news: ImportNews) => postMessage(news)
/** The workspace that is meant is this worker's name; none: the person's first. */
const workspace: Record<string, string> = self.name === '' ? {} : { 'paas-workspace': self.name }
const client = createClient({
  fetch: (url, sent) => fetch(url, { ...sent, headers: { ...workspace, ...sent.headers } }),
  origin: self.location.origin,
})
let turn: Promise<void> = Promise.resolve()

self.onmessage = ({ data }: MessageEvent<ImportAsk>) => {
  turn = turn.then(() => readFile(data))
}

type Count = { -readonly [K in keyof ImportCount]: ImportCount[K] }
const newCount = (): Count => ({ turns: 0, known: 0, sessions: 0, shown: [], skipped: 0, skips: [], formats: [] })

async function readFile(ask: ImportAsk): Promise<void> {
  const { id, file } = ask
  const count = newCount()
  try {
    const head = new Uint8Array(await file.slice(0, 4).arrayBuffer())
    if (isZip(head)) await readZip(ask, count)
    else {
      const tell = progressOf(id, file.size, count)
      const bytes = counted(file.stream(), tell)
      const isGzip = head[0] === 0x1f && head[1] === 0x8b
      await readText(isGzip ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes, file.name, ask, count)
    }
    say(count.formats.length === 0 ? { id, kind: 'unknown' } : { id, kind: 'done', count })
  } catch (error) {
    const hint = error instanceof ApiError ? error.suggestion : undefined
    const text = [error instanceof Error ? error.message : String(error), hint].filter(Boolean).join(' ')
    say({ id, kind: 'failed', text, count })
  }
}

/** What cannot be read of it is told by its name, and the rest goes on. */
async function readZip(ask: ImportAsk, count: Count): Promise<void> {
  const { openZip, ZipProblem } = await import('../../../src/client/open-zip.ts')
  for await (const { name, bytes, stream } of openZip(ask.file)) {
    try {
      const tell = progressOf(ask.id, bytes, count)
      const known = await readText(counted(stream as Bytes, tell), name, ask, count)
      if (!known) skip(count, { name, reason: 'no transcript' })
    } catch (error) {
      if (!(error instanceof ZipProblem)) throw error
      skip(count, { name, reason: error.message })
    }
  }
}

/** @returns false where it is no transcript. */
async function readText(bytes: Bytes, name: string, { project, account }: ImportAsk, count: Count): Promise<boolean> {
  const reader = bytes.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let ended = false
  while (!ended && text.length < HEAD_CHARS) {
    const part = await reader.read()
    ended = part.done
    text += part.value ?? ''
  }
  const head = text.slice(0, HEAD_CHARS)
  const importer = head.includes('\0') ? null : recognise(head)
  if (!importer) {
    await reader.cancel()
    return false
  }
  if (!count.formats.includes(importer.title)) count.formats = [...count.formats, importer.title]
  const before = { turns: count.turns, known: count.known }
  const recorder = openRecorder({
    tool: importer.id,
    head,
    file: name,
    project,
    account,
    send: async batch => {
      const receipt = await client.capture(batch)
      count.turns += receipt.turns_added
      count.known += receipt.turns_known
      return receipt
    },
  })
  const log = await importer.open(recorder.push)
  const splitter = splitText(importer, log, (line, reason) => recorder.push({ type: 'skip', line, reason }))
  splitter.chunk(text)
  while (!ended) {
    while (recorder.isFull()) await recorder.send()
    const part = await reader.read()
    ended = part.done
    if (part.value) splitter.chunk(part.value)
  }
  splitter.end()
  log.end()
  const { sessions, turnsAdded, turnsKnown, skipped, skips } = await recorder.finish()
  count.turns = before.turns + turnsAdded
  count.known = before.known + turnsKnown
  count.sessions += sessions.length
  const more = sessions.slice(0, SESSIONS_SHOWN - count.shown.length)
  count.shown = [...count.shown, ...more.map(({ place, title }) => ({ id: place.session_id, title }))]
  for (const { line, reason } of skips) skip(count, { line, reason })
  count.skipped += skipped - skips.length
  return true
}

function skip(count: Count, what: Skip): void {
  count.skipped++
  if (count.skips.length < SKIPS_SHOWN) count.skips = [...count.skips, what]
}

function counted(bytes: Bytes, tell: (bytes: number) => void): Bytes {
  let sum = 0
  return bytes.pipeThrough(
    new TransformStream({
      transform(chunk, out) {
        sum += chunk.length
        tell(sum)
        out.enqueue(chunk)
      },
    }),
  )
}

function progressOf(id: number, of: number, count: Count): (bytes: number) => void {
  let toldAt = 0
  return bytes => {
    const now = performance.now()
    if (now - toldAt < TELL_EVERY_MS) return
    toldAt = now
    say({ id, kind: 'progress', bytes, of, turns: count.turns + count.known })
  }
}
