/** Finds or opens the record of a file or a command, and keeps their lists within bounds. */
import type { BriefState, CommandRecord, FileRecord } from './state.ts'

const FILES_KEPT = 180
const COMMANDS_KEPT = 110
const SEARCHES_KEPT = 50
const FAILURES_KEPT = 40
/** Changes kept over all files; of a file with many the oldest go first. */
const CHANGES_KEPT = 260

export function fileRecord(state: BriefState, path: string, n: number): FileRecord {
  let file = state.files.find(f => f.path === path)
  if (!file) {
    file = {
      path,
      reads: 0,
      edits: 0,
      created: false,
      deleted: false,
      first: n,
      last: n,
      lastEdit: 0,
      changes: [],
      holds: [],
      mentions: [],
    }
    state.files.push(file)
    if (state.files.length > FILES_KEPT) dropOne(state.files, f => f.last + f.edits * 200, file)
  }
  file.last = n
  return file
}

export function addChange(state: BriefState, file: FileRecord, change: FileRecord['changes'][number]): void {
  file.changes.push(change)
  if (file.changes.length > 14) file.changes.shift()
  let total = 0
  let fullest = file
  for (const f of state.files) {
    total += f.changes.length
    if (f.changes.length > fullest.changes.length) fullest = f
  }
  if (total > CHANGES_KEPT) fullest.changes.shift()
}

const MENTIONS_PER_FILE = 40
const MENTIONS_KEPT = 1600

/** Adds names met in a file; the latest come first, the oldest leave. */
export function addMentions(state: BriefState, file: FileRecord, names: readonly string[]): void {
  file.mentions = [...new Set([...names, ...file.mentions])].slice(0, MENTIONS_PER_FILE)
  let total = 0
  let oldest = file
  for (const f of state.files) {
    total += f.mentions.length + f.holds.length
    if (f.mentions.length + f.holds.length > 0 && f.last < oldest.last) oldest = f
  }
  if (total <= MENTIONS_KEPT || oldest === file) return
  oldest.mentions = []
  oldest.holds = []
}

export function commandRecord(state: BriefState, key: string, n: number): CommandRecord {
  let command = state.commands.find(c => c.key === key)
  if (!command) {
    command = { key, line: key, why: '', runs: 0, fails: 0, first: n, last: n, ok: null, out: '' }
    state.commands.push(command)
    if (state.commands.length > COMMANDS_KEPT) dropOne(state.commands, c => c.last + c.runs * 50, command)
  }
  command.last = n
  return command
}

export function trimLists(state: BriefState): void {
  if (state.searches.length > SEARCHES_KEPT) state.searches.shift()
  if (state.failures.length > FAILURES_KEPT) {
    const solved = state.failures.findIndex(f => f.solvedAt > 0)
    state.failures.splice(Math.max(0, solved), 1)
  }
  if (state.pending.length > 64) state.pending.shift()
}

function dropOne<T>(list: T[], worth: (item: T) => number, spare: T): void {
  let worst = -1
  for (let i = 0; i < list.length; i++) {
    const item = list[i]!
    if (item !== spare && (worst < 0 || worth(item) < worth(list[worst]!))) worst = i
  }
  if (worst >= 0) list.splice(worst, 1)
}
