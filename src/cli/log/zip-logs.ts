/** The transcripts in a zip: the conversations of an export, else whatever is surely a chat. */
import { openAsBlob } from 'node:fs'
import { openZip, ZipProblem, type ZipText } from '../../client/open-zip.ts'
import { Failure, toFailure } from '../failure.ts'
import { type OpenLog, openBytes } from './open-log.ts'
import type { UnreadLog } from './open-logs.ts'

/** Notes and lists are texts too; of what stands in a zip only what is surely a chat is taken. */
const SURE = 0.4
/** Where an export has these, they hold all of it. */
const CONVERSATIONS = /(?:^|\/)conversations(?:-\d+)?\.json$/

/** @throws Failure where nothing in it can be read. */
export async function* zipLogs(zip: string): AsyncGenerator<OpenLog | UnreadLog> {
  const blob = await openAsBlob(zip)
  let found = 0
  try {
    const names: string[] = []
    for await (const { name } of openZip(blob)) names.push(name)
    const isExport = names.some(name => CONVERSATIONS.test(name))
    for await (const text of openZip(blob)) {
      if (isExport && !CONVERSATIONS.test(text.name)) continue
      const log = await openText(zip, text)
      if (!log) continue
      found++
      yield log
    }
  } catch (error) {
    throw error instanceof ZipProblem ? new Failure(`${zip} ${error.message}.`, { code: 'zip-unreadable' }) : error
  }
  if (found === 0) throw new Failure(`${zip} holds no transcript of a format known here.`, { code: 'not-a-transcript' })
}

/** Null where it is no transcript, as most of what an export holds. */
async function openText(zip: string, text: ZipText): Promise<OpenLog | UnreadLog | null> {
  const file = `${zip} › ${text.name}`
  let read = 0
  async function* chunks(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of text.stream) {
        read += chunk.length
        yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
      }
    } catch (error) {
      throw error instanceof ZipProblem ? new Failure(`${file} ${error.message}.`, { code: 'zip-unreadable' }) : error
    }
  }
  try {
    const log = await openBytes({ file, zip, size: text.bytes, read: () => read, bytes: chunks(), close: () => {} })
    return log.importer.recognise(log.head) >= SURE ? log : null
  } catch (error) {
    const failure = toFailure(error)
    return failure.code === 'zip-unreadable' ? { file, failure } : null
  }
}
