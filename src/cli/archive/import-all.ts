/** `paas import --all`: one file into an empty workspace. Broken off, the same command goes on where it was. */
import type { ArchiveHead, CarriedSecret } from '../../client/archive-calls.ts'
import type { Client } from '../../client/index.ts'
import type { Verified } from '../../core/archive/index.ts'
import { EXIT, type Exit } from '../command.ts'
import type { Output } from '../output.ts'
import { count, grouped } from '../words.ts'
import { readPassphrase } from './passphrase.ts'
import { patiently } from './patiently.ts'
import { partsOf, verifyArchive } from './read-file.ts'
import { openSecrets } from './seal-secrets.ts'
import { type TargetWish, withTarget } from './target.ts'

export interface ImportAllWish extends TargetWish {
  readonly file: string
  readonly replace?: boolean | undefined
  readonly secrets?: boolean | undefined
}

export async function importAll(wish: ImportAllWish, out: Output): Promise<Exit> {
  const { file, env, replace } = wish
  out.progress(`Looking whether ${file} is whole…`)
  const verified = await verifyArchive(file)
  out.progress(null)
  const sealed = wish.secrets ? verified.secrets : undefined
  const secrets = sealed ? await openSecrets(sealed, await readPassphrase(env, false)) : []
  const { rows, resumed, strangers } = await withTarget(wish, client =>
    write(client, { file, replace, verified, secrets, out }),
  )
  const left = verified.head.secrets - secrets.length
  if (left > 0) out.notice(leftText(left, verified.secrets !== undefined && !wish.secrets))
  if (strangers > 0) {
    out.notice(
      `Of the archive, nobody here: ${count(strangers, 'person', 'people')}. What is theirs stays theirs, and nobody here sees into it.`,
    )
  }
  out.answer(
    { file, rows, resumed, secrets: secrets.length, secrets_left: left, strangers },
    `${file} → ${grouped(rows)} rows, as of ${verified.head.exported_at}${resumed ? ', gone on with where it was broken off' : ''}`,
  )
  return EXIT.done
}

const leftText = (left: number, isThere: boolean): string =>
  isThere
    ? `Left in the archive: ${count(left, 'secret')}; --secrets takes them in.`
    : `Not in the archive: ${count(left, 'secret')}; enter them anew (\`paas key set\`, the webhooks page).`

interface Writing {
  readonly file: string
  readonly replace: boolean | undefined
  readonly verified: Verified<ArchiveHead>
  readonly secrets: readonly CarriedSecret[]
  readonly out: Output
}

async function write(client: Client, { file, replace, verified, secrets, out }: Writing) {
  const { head, sums } = verified
  const { token, taken, strangers } = await client.archive.beginWriting({ head, digest: sums.sha256, replace })
  const all = head.tables.reduce((sum, { rows }) => sum + rows, 0)
  const resumed = Object.keys(taken).length > 0
  const columnsOf = new Map(head.tables.map(({ name, columns }) => [name, columns]))
  let written = 0
  for await (const { table, offset, rows } of partsOf(file)) {
    const columns = columnsOf.get(table) ?? []
    // A part is taken in whole or not at all.
    if (offset >= (taken[table] ?? 0))
      await patiently(() => client.archive.write({ token, table, columns, offset, rows }))
    written += rows.length
    out.progress(`${grouped(written)} of ${grouped(all)} rows`)
  }
  for (const secret of secrets) await patiently(() => client.archive.writeSecret(token, secret))
  out.progress(null)
  const { rows } = await client.archive.endWriting(token, head)
  return { rows, resumed, strangers }
}
