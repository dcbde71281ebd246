/** An archive as lines of JSON: the head, parts of rows, the secrets, and at the end what all of it must add up to. */

type Cell = string | number | null | { readonly base64: string }
export type Cells = readonly Cell[]

interface Head {
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[]; readonly rows: number }[]
}

export interface Sums {
  /** Of each table: how many rows, and the SHA-256 of their JSON. */
  readonly tables: Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>
  /** Of every line before this one. */
  readonly sha256: string
}

/** Secrets under a passphrase; each of the last three in base64. */
export interface SealedSecrets {
  readonly kdf: 'scrypt'
  readonly N: number
  readonly r: number
  readonly p: number
  readonly salt: string
  readonly iv: string
  /** With its tag behind it. */
  readonly sealed: string
}

export type Line<H extends Head> =
  | { readonly paas: 'archive'; readonly head: H }
  | { readonly table: string; readonly offset: number; readonly rows: readonly Cells[] }
  | { readonly secrets: SealedSecrets }
  | { readonly end: Sums }

/** SHA-256, as the runtime has it. */
export interface Hash {
  update(text: string): void
  /** Hexadecimal. */
  digest(): string
}

export interface Writer<H extends Head> {
  head(head: H): string
  part(table: string, rows: readonly Cells[]): string
  secrets(sealed: SealedSecrets): string
  end(): { readonly text: string; readonly sums: Sums }
}

/** Each call gives the next line, with its line break. */
export function writeLines<H extends Head>(newHash: () => Hash): Writer<H> {
  const all = newHash()
  const tables = sumRows(newHash)
  const line = (value: Line<H>): string => {
    const text = `${JSON.stringify(value)}\n`
    all.update(text)
    return text
  }
  return {
    head: head => line({ paas: 'archive', head }),
    part: (table, rows) => line({ table, offset: tables.add(table, rows), rows }),
    secrets: sealed => line({ secrets: sealed }),
    end() {
      const sums: Sums = { tables: tables.end(), sha256: all.digest() }
      return { text: `${JSON.stringify({ end: sums })}\n`, sums }
    },
  }
}

export interface Verified<H extends Head> {
  readonly head: H
  readonly sums: Sums
  /** Absent where the archive carries none. */
  readonly secrets?: SealedSecrets
}

export interface Verifier<H extends Head> {
  /** @returns what is wrong with it so far; null where nothing is. */
  take(line: Line<H>, text: string): string | null
  /** @returns what is wrong with the whole of it. */
  end(): Verified<H> | string
}

export function verifyLines<H extends Head>(newHash: () => Hash): Verifier<H> {
  const all = newHash()
  const tables = sumRows(newHash)
  let head: H | undefined
  let secrets: SealedSecrets | undefined
  let sums: Sums | undefined
  return {
    take(line, text) {
      if (sums) return 'something stands behind its end'
      if ('end' in line) {
        sums = line.end
        return sums.sha256 === all.digest() ? null : 'its lines are not those that were written'
      }
      all.update(text)
      if ('paas' in line) head = line.head
      else if ('secrets' in line) secrets = line.secrets
      else if (head && 'table' in line) tables.add(line.table, line.rows)
      else return 'it does not begin with its head'
      return null
    },
    end() {
      if (!head) return 'it has no head'
      if (!sums) return 'its end is missing: it was broken off'
      const found = tables.end()
      for (const { name, rows } of head.tables) {
        const of = found[name]
        if ((of?.rows ?? 0) !== rows) return `${name} has ${of?.rows ?? 0} rows in place of ${rows}`
        if (of?.sha256 !== sums.tables[name]?.sha256) return `the rows of ${name} were changed`
      }
      return { head, sums, ...(secrets && { secrets }) }
    },
  }
}

function sumRows(newHash: () => Hash) {
  const tables = new Map<string, { rows: number; hash: Hash }>()
  return {
    /** @returns how many rows of the table came before. */
    add(table: string, rows: readonly Cells[]): number {
      const sum = tables.get(table) ?? { rows: 0, hash: newHash() }
      tables.set(table, sum)
      const offset = sum.rows
      sum.rows += rows.length
      for (const row of rows) sum.hash.update(JSON.stringify(row))
      return offset
    },
    end: (): Sums['tables'] =>
      Object.fromEntries([...tables].map(([name, { rows, hash }]) => [name, { rows, sha256: hash.digest() }])),
  }
}
