/** Reads one picked file off the page's thread and records it: the page only hears how far it is. */
import { fingerprint } from '../../../src/core/fingerprint.ts'
import { recognise } from '../../../src/importers/recognise.ts'
import { Batches } from './batches.ts'
import { openText, splitLines } from './lines.ts'
import type { ImportAsk, ImportNews, Receipt } from './messages.ts'

const HEAD_CHARS = 64 * 1024

const say = (news: ImportNews) => postMessage(news)

self.onmessage = async (message: MessageEvent<ImportAsk>) => {
  try {
    await read(message.data)
  } catch (error) {
    say({ kind: 'failed', text: error instanceof Error ? error.message : String(error) })
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

  const batches = new Batches()
  const log = importer.open(event => batches.take(event))
  let receipt: Receipt | undefined
  let turns = 0
  let known = 0

  const send = async (last: boolean) => {
    const full = batches.full.splice(0)
    for (const [index, batch] of full.entries()) {
      const isLast = last && index === full.length - 1
      receipt = await record({
        tool: importer.id,
        session_key: batches.sessionKey ?? fingerprint(head),
        file: file.name,
        project,
        account,
        ...batch,
        ...(isLast && { last: true }),
      })
      turns += receipt.turns_added
      known += receipt.turns_known
    }
    say({ kind: 'progress', turns: turns + known })
  }

  let number = 0
  let held = ''
  let chunk = text
  for (;;) {
    const split = splitLines(held, chunk)
    held = split.held
    for (const line of split.lines) log.line(line, ++number)
    if (batches.full.length > 0) await send(false)
    if (ended) break
    const part = await reader.read()
    ended = part.done
    chunk = part.value ?? ''
  }
  if (held !== '') log.line(held, ++number)
  log.end()
  batches.close()
  await send(true)
  if (!receipt) return say({ kind: 'unknown' })
  say({ kind: 'done', format: importer.title, receipt, turns, known, skipped: batches.skipped, skips: batches.skips })
}

async function record(body: object): Promise<Receipt> {
  const response = await fetch('/api/capture', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as Receipt & { success: boolean; error?: string; suggestion?: string }
  if (!answer.success) throw new Error([answer.error, answer.suggestion].filter(Boolean).join(' '))
  return answer
}
