/** `paas export --all`: the whole workspace into one file. */
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Part } from '../../client/archive-calls.ts'
import type { Client } from '../../client/index.ts'
import { EXIT, type Exit } from '../command.ts'
import { Failure } from '../failure.ts'
import type { Output } from '../output.ts'
import { bytes, count, grouped } from '../words.ts'
import { readPassphrase } from './passphrase.ts'
import { patiently } from './patiently.ts'
import { sealSecrets } from './seal-secrets.ts'
import { type TargetWish, withTarget } from './target.ts'
import { type ArchiveFile, createArchive } from './write-file.ts'

export interface ExportAllWish extends TargetWish {
  readonly file: string
  readonly force?: boolean | undefined
  readonly secrets?: boolean | undefined
}

export async function exportAll(wish: ExportAllWish, out: Output): Promise<Exit> {
  const { file, force, env, secrets } = wish
  if (existsSync(file) && !force) {
    throw new Failure(`${file} is there already.`, {
      code: 'file-exists',
      suggestion: 'Give another name, or --force to replace it.',
    })
  }
  const passphrase = secrets ? await readPassphrase(env, true) : null
  const archive = createArchive(file)
  try {
    const { rows, carried, left } = await withTarget(wish, client => copy(client, archive, { passphrase, out }))
    const size = statSync(file).size
    if (left > 0) out.notice(leftText(left, passphrase !== null))
    const told = `${file}: ${grouped(rows)} rows, ${bytes(size)}${carried > 0 ? `, ${count(carried, 'secret')} under the passphrase` : ''}`
    out.answer({ file: resolve(file), rows, bytes: size, secrets: carried, secrets_left: left }, told)
    return EXIT.done
  } catch (error) {
    archive.abandon()
    throw error
  }
}

const leftText = (left: number, isAsked: boolean): string =>
  isAsked
    ? `Left behind: ${count(left, 'secret')} that no key here opens any more.`
    : `Left behind: ${count(left, 'secret')} (API keys, webhook secrets); --secrets takes them along under a passphrase.`

type After = Part['next']

async function copy(
  client: Client,
  archive: ArchiveFile,
  { passphrase, out }: { passphrase: string | null; out: Output },
) {
  const { token, head } = await client.archive.beginReading()
  try {
    const all = head.tables.reduce((sum, { rows }) => sum + rows, 0)
    let read = 0
    await archive.head(head)
    for (const { name } of head.tables) {
      let next: After = null
      do {
        const after: After = next
        const part: Part = await patiently(() => client.archive.read(token, name, after))
        if (part.rows.length > 0) await archive.part(name, part.rows)
        read += part.rows.length
        out.progress(`${grouped(read)} of ${grouped(all)} rows`)
        next = part.next
      } while (next !== null)
    }
    const { secrets, lost } =
      passphrase === null ? { secrets: [], lost: head.secrets } : await client.archive.readSecrets(token)
    if (passphrase !== null && secrets.length > 0) await archive.secrets(await sealSecrets(secrets, passphrase))
    await archive.end()
    return { rows: read, carried: secrets.length, left: lost }
  } finally {
    out.progress(null)
    // Where that fails, it lets go by itself.
    await client.archive.endReading(token).catch(() => {})
  }
}
