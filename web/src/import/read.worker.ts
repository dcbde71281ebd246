/** Reads one picked file off the page's thread and records it: the page only hears how far it is. */
import { ApiError } from '../../../src/client/api-error.ts'
import { createClient } from '../../../src/client/client.ts'
import { openRecorder } from '../../../src/client/record-session.ts'
import { recognise } from '../../../src/importers/recognise.ts'
import { openText, splitLines } from './lines.ts'
import type { ImportAsk, ImportNews } from './messages.ts'

const HEAD_CHARS = 64 * 1024
const SKIPS_SHOWN = 50

const say = (news: ImportNews) => postMessage(news)
const client = createClient({ fetch: (...ask) => fetch(...ask), origin: self.location.origin })

self.onmessage = async (message: MessageEvent<ImportAsk>) => {
  try {
    await read(message.data)
  } catch (error) {
    const hint = error instanceof ApiError ? error.suggestion : undefined
    say({
      kind: 'failed',
      text: [error instanceof Error ? error.message : String(error), hint].filter(Boolean).join(' '),
    })
  }
}

async function read({ file, project, account }: ImportAsk): Promise<void> {
  const reader = (await openText(file)).getReader()
  let text = ''
  let ended = false
  while (!ended && text.length < HEAD_CHARS) {
    const part = await reader.read()
    ended = part.done
    text += part.value ?? ''
  }
  const head = text.slice(0, HEAD_CHARS)
  const importer = recognise(head)
  if (!importer) return say({ kind: 'unknown' })

  let turns = 0
  const recorder = openRecorder({
    tool: importer.id,
    head,
    file: file.name,
    project,
    account,
    send: async batch => {
      const receipt = await client.capture(batch)
      turns += receipt.turns_added + receipt.turns_known
      say({ kind: 'progress', turns })
      return receipt
    },
  })
  const log = await importer.open(event => recorder.push(event))

  let number = 0
  let held = ''
  let chunk = text
  for (;;) {
    const split = splitLines(held, chunk)
    held = split.held
    for (const line of split.lines) log.line(line, ++number)
    while (recorder.isFull()) await recorder.send()
    if (ended) break
    const part = await reader.read()
    ended = part.done
    chunk = part.value ?? ''
  }
  if (held !== '') log.line(held, ++number)
  log.end()
  const { place, turnsAdded, turnsKnown, skipped, skips } = await recorder.finish()
  if (!place) return say({ kind: 'unknown' })
  const shown = skips.slice(0, SKIPS_SHOWN)
  say({
    kind: 'done',
    format: importer.title,
    sessionId: place.session_id,
    turns: turnsAdded,
    known: turnsKnown,
    skipped,
    skips: shown,
  })
}
