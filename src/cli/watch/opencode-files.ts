/** The sessions of older versions of OpenCode: `session/<project>/<id>.json`, `message/<id>/*.json`, `part/<message>/*.json`. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { OpencodeSession } from './gather-opencode.ts'

export function* opencodeFiles(storage: string): Generator<OpencodeSession> {
  for (const project of namesIn(join(storage, 'session'))) {
    const folder = join(storage, 'session', project)
    for (const name of namesIn(folder)) {
      if (!name.endsWith('.json')) continue
      const id = name.slice(0, -'.json'.length)
      const file = join(folder, name)
      yield {
        id,
        changedAt: changedAt(storage, file, id),
        info: () => readRecord(file) ?? { id },
        *messages() {
          for (const message of namesIn(join(storage, 'message', id))) {
            const info = readRecord(join(storage, 'message', id, message))
            if (info) yield { info, parts: partsOf(storage, message.replace(/\.json$/, '')) }
          }
        },
      }
    }
  }
}

function partsOf(storage: string, message: string): object[] {
  const folder = join(storage, 'part', message)
  return namesIn(folder).flatMap(name => readRecord(join(folder, name)) ?? [])
}

/** Ids ascend with time: only the last message is still written to. */
function changedAt(storage: string, file: string, id: string): number {
  const messages = join(storage, 'message', id)
  const last = namesIn(messages).at(-1)
  const places = [file, messages]
  if (last !== undefined) {
    const parts = join(storage, 'part', last.replace(/\.json$/, ''))
    places.push(join(messages, last), ...namesIn(parts).map(name => join(parts, name)))
  }
  return Math.max(...places.map(place => Math.floor(statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? 0)))
}

function namesIn(folder: string): string[] {
  try {
    // Links are not followed.
    const entries = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isFile() || entry.isDirectory())
    return entries.map(({ name }) => name).sort()
  } catch {
    return []
  }
}

/** Half-written ones are there at the next look. */
function readRecord(file: string): object | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
