/** The files of a drop or a pick, folders opened: of a folder only what may be a transcript. */

const MAY_BE = /\.(?:jsonl?|md|markdown|txt|log|traj|gz|zip)$/i
const FILES_MAX = 20_000

export async function droppedFiles(transfer: DataTransfer | null): Promise<File[]> {
  // The entries are there only while the event is.
  const entries = [...(transfer?.items ?? [])].flatMap(item => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return [...(transfer?.files ?? [])]
  const files: File[] = []
  for (const entry of entries) await walk(entry, files, false)
  return files
}

export const fromFolder = (files: FileList | null): File[] => [...(files ?? [])].filter(file => MAY_BE.test(file.name))

async function walk(entry: FileSystemEntry, files: File[], isInside: boolean): Promise<void> {
  if (files.length >= FILES_MAX) return
  if (isFile(entry)) {
    if (!isInside || MAY_BE.test(entry.name))
      files.push(await new Promise<File>((done, fail) => entry.file(done, fail)))
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
    if (some.length === 0) return
    for (const each of some) await walk(each, files, true)
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
