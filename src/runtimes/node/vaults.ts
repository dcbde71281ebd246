/** The secrets of every workspace that lies in one folder: one key seals them all. */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Vault } from '../../platform/vault.ts'
import { openVault } from '../../workspace/secrets/index.ts'
import { openSql } from './sql.ts'

/** Does something with the secrets of all of them. @param path of one's file. */
export async function withVaults<T>(path: string, work: (vaults: readonly Vault[]) => Promise<T>): Promise<T> {
  const folder = dirname(path)
  const files = existsSync(path) ? readdirSync(folder).filter(name => name.endsWith('.db')) : []
  const opened = files.map(name => openSql(join(folder, name)))
  try {
    // A file that was not opened since secrets are sealed has none that is.
    const known = opened.filter(sql => sql.get("SELECT 1 AS one FROM sqlite_master WHERE name = 'secrets'"))
    return await work(known.map(openVault))
  } finally {
    for (const sql of opened) sql.close()
  }
}
