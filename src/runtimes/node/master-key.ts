/**
 * The key that a server seals secrets with: `PAAS_KEY`, else `master.key` in the data folder, which only its owner can read.
 * Each line of the file is a key, the first one is in use.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { problemsOf } from '../../core/problem.ts'
import { drawKey, environmentKeys, type Key, type Keys, parseKeys } from '../../platform/keys.ts'

export const problem = problemsOf({
  'master-key-open': (d: { file: string }) => ({
    status: 409,
    error: `Others on this machine can read ${d.file}: no secret is sealed or opened with it.`,
    suggestion: `chmod 600 ${d.file}; if somebody may have read it, \`paas secrets rotate\` then makes a new one.`,
  }),
  'master-key-empty': (d: { file: string }) => ({
    status: 409,
    error: `${d.file} holds no key.`,
    suggestion: 'Put the key back from a copy; or delete the file for a new one, and enter every secret anew.',
  }),
})

export const masterKeyFile = (folder: string): string => join(folder, 'master.key')

/** @throws Problem `bad-key` where `PAAS_KEY` is none: a server should not start with it. */
export function openMasterKeys(folder: string, env: NodeJS.ProcessEnv): Keys {
  if (!env.PAAS_KEY) return fileKeys(masterKeyFile(folder))
  const keys = environmentKeys(env.PAAS_KEY)
  keys.list()
  return keys
}

function fileKeys(file: string): Keys {
  const list = () => readKeys(file)
  return {
    list,
    ensure() {
      if (list().length === 0) write(file, [drawKey()])
    },
    renew: () => write(file, [drawKey(), ...list()]),
    dropOld() {
      const [current, ...old] = list()
      if (current && old.length > 0) write(file, [current])
      return old.length
    },
  }
}

/** Empty where there is no file. @throws Problem where others can read it, or it is not one. */
function readKeys(file: string): Key[] {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) return []
  // Windows has no such bits; there the folder is the person's own.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) throw problem('master-key-open', { file })
  const keys = parseKeys(readFileSync(file, 'utf8'), file)
  if (keys.length === 0) throw problem('master-key-empty', { file })
  return keys
}

/** Whole or not at all, and on the disk before anything is sealed with it. */
function write(file: string, keys: readonly Key[]): void {
  const draft = `${file}.part`
  const text = keys.map(key => `${Buffer.from(key).toString('base64url')}\n`).join('')
  writeFileSync(draft, text, { mode: 0o600, flush: true })
  renameSync(draft, file)
  syncFolder(dirname(file))
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
