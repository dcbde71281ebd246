/** Walks the tools' folders for logs. Links inside them are not followed, and what cannot be read is told, not fatal. */
import { type Dirent, lstatSync, readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type LogFolder, type Tool, tools } from './tools.ts'

export interface FoundLog {
  readonly path: string
  readonly tool: string
  readonly size: number
  readonly mtimeMs: number
  /** The file itself, whatever its name becomes. */
  readonly inode: number
  readonly keptDays: number | null
  /** As its folder has it. */
  readonly settings?: string | undefined
}

export interface FoundTool {
  readonly tool: Tool
  readonly folders: readonly LogFolder[]
}

export interface Search {
  readonly logs: FoundLog[]
  /** Every folder that was walked: where new logs may appear. */
  readonly folders: string[]
  readonly unreadable: { readonly path: string; readonly reason: string }[]
}

/** No tool nests deeper; a folder that holds itself ends here at the latest. */
const DEPTH_MAX = 8

/** The tools that have a log folder on this machine. */
export function findTools(env: NodeJS.ProcessEnv): FoundTool[] {
  return tools
    .map(tool => ({ tool, folders: tool.folders(env).filter(folder => folder.gather || isFolder(folder.path)) }))
    .filter(found => found.folders.length > 0)
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Writes the logs of tools that keep their sessions in another shape. @returns what could not be read. */
export function gatherLogs(found: readonly FoundTool[]): Search['unreadable'] {
  const unreadable: Search['unreadable'] = []
  for (const { folders } of found) {
    for (const { gather } of folders) if (gather) unreadable.push(...gather())
  }
  return unreadable
}

/** Every log of these tools, those written last first. */
export function findLogs(found: readonly FoundTool[]): Search {
  const search: Search = { logs: [], folders: [], unreadable: [] }
  for (const { tool, folders } of found) for (const folder of folders) walk(search, tool.id, folder, '', 0)
  search.logs.sort((a, b) => b.mtimeMs - a.mtimeMs || (a.path < b.path ? -1 : 1))
  return search
}

function walk(search: Search, tool: string, folder: LogFolder, below: string, depth: number): void {
  const path = join(folder.path, below)
  search.folders.push(path)
  for (const entry of entriesOf(search, path)) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) {
      if (depth < DEPTH_MAX) walk(search, tool, folder, name, depth + 1)
    } else if (entry.isFile() && folder.isLog(name)) {
      const log = lookAt(join(folder.path, name), tool, folder)
      if (log) search.logs.push(log)
    }
  }
}

function entriesOf(search: Search, path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    // A session's folder may go while it is walked.
    if (code !== 'ENOENT') search.unreadable.push({ path, reason: code ?? message })
    return []
  }
}

/** The log at `path` as it is now; null where there is none, or nothing that a tool calls one. */
export function logAt(path: string, found: readonly FoundTool[]): FoundLog | null {
  for (const { tool, folders } of found) {
    for (const folder of folders) {
      const name = relative(folder.path, path).replaceAll(sep, '/')
      if (!name.startsWith('..') && folder.isLog(name)) return lookAt(path, tool.id, folder)
    }
  }
  return null
}

function lookAt(path: string, tool: string, { keptDays, settings }: LogFolder): FoundLog | null {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (!stat?.isFile()) return null
  return { path, tool, size: stat.size, mtimeMs: Math.floor(stat.mtimeMs), inode: stat.ino, keptDays, settings }
}
