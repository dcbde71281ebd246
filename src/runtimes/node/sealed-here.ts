/** How the secrets of a data folder stand, looked at from outside: nothing is opened, nothing is changed. */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSeal } from '../../platform/seal.ts'
import { databasePath } from './data-folder.ts'
import { openMasterKeys } from './master-key.ts'

export interface SealedHere {
  readonly sealed: number
  /** No key opens them that is held here. */
  readonly lost: number
  /** An older version kept them in the clear; the server seals them when it starts. */
  readonly plain: number
}

/** Of every workspace. @throws Problem where the master key cannot be used. */
export function countSealed(folder: string, env: NodeJS.ProcessEnv): SealedHere {
  const seal = openSeal(openMasterKeys(folder, env))
  const all = listFiles(folder).map(look)
  const sealed = all.flatMap(found => found.sealed)
  return {
    sealed: sealed.length,
    lost: sealed.filter(text => !seal.isHeld(text)).length,
    plain: all.reduce((sum, { plain }) => sum + plain, 0),
  }
}

function listFiles(folder: string): string[] {
  const within = dirname(databasePath(folder))
  if (!existsSync(within)) return []
  return readdirSync(within)
    .filter(name => name.endsWith('.db'))
    .map(name => join(within, name))
}

function look(file: string): { sealed: string[]; plain: number } {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  try {
    const known = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'secrets'").get()
    if (!known) return { sealed: [], plain: 0 }
    const sealed = db.prepare('SELECT sealed FROM secrets').all()
    const plain = db.prepare('SELECT count(text) AS n FROM unsealed_secrets').get()
    return { sealed: sealed.map(row => String(row['sealed'])), plain: Number(plain?.['n']) }
  } finally {
    db.close()
  }
}
