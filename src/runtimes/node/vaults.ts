/** The secrets of every workspace that lies in one folder: one key seals them all. */
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Vault } from '../../platform/vault.ts'
import { openVault } from '../../workspace/secrets/index.ts'
import { type NodeSql, openSql } from './sql.ts'

/** Does something with the secrets of a workspace and of those beside it. @param path of its file, or `:memory:`. */
export async function withVaults<T>(
  { sql, path }: { readonly sql: NodeSql; readonly path: string },
  work: (vaults: readonly Vault[]) => Promise<T>,
): Promise<T> {
  const others = listOthers(path).map(file => openSql(file))
  try {
    // A file that was not opened since secrets are sealed has none that is.
    const known = others.filter(other => other.get("SELECT 1 AS one FROM sqlite_master WHERE name = 'secrets'"))
    return await work([sql, ...known].map(openVault))
  } finally {
    for (const other of others) other.close()
  }
}

function listOthers(path: string): string[] {
  if (path === ':memory:') return []
  const names = readdirSync(dirname(path)).filter(name => name.endsWith('.db') && name !== basename(path))
  return names.map(name => join(dirname(path), name))
}
