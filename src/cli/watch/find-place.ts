/** The project that a working folder belongs to: its git repository, else the folder itself. Nothing is run for it. */
import { closeSync, lstatSync, openSync, readSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'

export interface PlaceFound {
  readonly name: string
  readonly place: string
  /** `host/owner/name` of the repository's origin. */
  readonly remote?: string
}

/** A share of another machine: looking there would tell it who asks. */
const IS_ELSEWHERE = /^[/\\]{2}/
const CONFIG_BYTES_MAX = 65_536
const LEVELS_MAX = 40
const known = new Map<string, PlaceFound>()
const KNOWN_MAX = 2000

/** @param cwd as a log says it; it may be of another machine, or gone. */
export function findPlace(cwd: string): PlaceFound {
  const found = known.get(cwd) ?? look(cwd)
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(cwd, found)
  return found
}

function look(cwd: string): PlaceFound {
  const own = { name: lastName(cwd), place: cwd }
  if (!isAbsolute(cwd) || IS_ELSEWHERE.test(cwd)) return own
  let folder = resolve(cwd)
  for (let level = 0; level < LEVELS_MAX; level++) {
    const git = gitFolder(folder)
    if (git !== null) {
      const root = mainFolder(folder, git)
      const remote = originOf(join(root === folder ? git : join(root, '.git'), 'config'))
      return { name: basename(root) || own.name, place: root, ...(remote !== undefined && { remote }) }
    }
    const above = dirname(folder)
    if (above === folder) return own
    folder = above
  }
  return own
}

const lastName = (path: string): string => path.split(/[/\\]/).filter(Boolean).at(-1) ?? path

/** The repository's own folder; null where `folder` is no checkout. */
function gitFolder(folder: string): string | null {
  const path = join(folder, '.git')
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (stat?.isDirectory()) return path
  if (!stat?.isFile()) return null
  // A worktree or a submodule says in a file where its repository is.
  const said = /^gitdir: (.+)$/m.exec(beginningOf(path))?.[1]?.trim()
  return said === undefined ? null : resolve(folder, said)
}

/** Worktrees belong to the checkout that they were made from. */
const mainFolder = (folder: string, git: string): string =>
  /^(.+)[/\\]\.git[/\\]worktrees[/\\]/.exec(git)?.[1] ?? folder

function originOf(config: string): string | undefined {
  const section = /^\[remote "origin"\]\s*\n((?:[ \t]+.*\n?)*)/m.exec(beginningOf(config))?.[1]
  const url = /^\s*url\s*=\s*(.+)$/m.exec(section ?? '')?.[1]?.trim()
  return url === undefined ? undefined : plainRemote(url)
}

/** `git@github.com:ayu/shop.git` and `https://token@github.com/ayu/shop` are one repository; no credential is kept. */
export function plainRemote(url: string): string | undefined {
  const parts = /^(?:[a-z+]+:\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/|(?:[^@/:]+@)?([^/:]{2,}):)(.+)$/i.exec(url)
  const path = parts?.[3]?.replace(/\.git\/?$|\/$/, '').replace(/^\/+/, '')
  return parts && path ? `${(parts[1] ?? parts[2] ?? '').toLowerCase()}/${path}` : undefined
}

function beginningOf(path: string): string {
  if (IS_ELSEWHERE.test(path)) return ''
  try {
    const file = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(CONFIG_BYTES_MAX)
      return bytes.toString('utf8', 0, readSync(file, bytes))
    } finally {
      closeSync(file)
    }
  } catch {
    return ''
  }
}
