/** A workspace whole, read and written part by part. */
import type { z } from 'zod'
import type { Cells } from '../core/archive/index.ts'
import type { ArchiveHead, movedSecret } from '../workspace/archive/schema.ts'

export type { ArchiveHead }
export type CarriedSecret = z.output<typeof movedSecret> & { readonly secret: string }

/** Rows of one table. */
export interface Part {
  readonly rows: readonly Cells[]
  readonly next: readonly (string | number)[] | null
}

interface Begun {
  readonly token: string
  readonly taken: Readonly<Record<string, number>>
  readonly strangers: number
}

interface Written {
  readonly token: string
  readonly table: string
  readonly columns: readonly string[]
  readonly offset: number
  readonly rows: readonly Cells[]
}

type Post = <T>(path: string, body: unknown) => Promise<T>

export function archiveCalls(post: Post) {
  const ask = async <T>(path: string, body: object = {}) =>
    (await post<{ data: T }>(`/api/private/archive/${path}`, body)).data
  return {
    beginReading: () => ask<{ token: string; head: ArchiveHead }>('read/begin'),
    read: (token: string, table: string, after: Part['next']) => ask<Part>('read', { token, table, after }),
    readSecrets: (token: string) => ask<{ secrets: CarriedSecret[]; lost: number }>('read/secrets', { token }),
    endReading: (token: string) => ask('read/end', { token }),
    beginWriting: (wish: { head: ArchiveHead; digest: string; replace?: boolean | undefined }) =>
      ask<Begun>('write/begin', wish),
    write: (part: Written) => ask<{ taken: number }>('write', part),
    writeSecret: (token: string, secret: CarriedSecret) => ask('write/secret', { token, ...secret }),
    endWriting: (token: string, head: ArchiveHead) => ask<{ rows: number }>('write/end', { token, head }),
    giveUp: () => ask<{ was_writing: boolean }>('give-up'),
  }
}
