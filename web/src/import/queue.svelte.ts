/** The files that are being taken in, one after another, whatever page is open meanwhile. */
import { chosenWorkspace } from '../api/workspace.ts'
import type { ImportAsk, ImportCount, ImportNews } from './messages.ts'
import { progress } from './progress.svelte.ts'
import ReadWorker from './read.worker.ts?worker'

export type ImportState =
  | { kind: 'waiting' }
  | { kind: 'reading'; share: number; turns: number }
  | { kind: 'done'; count: ImportCount }
  | { kind: 'unknown' }
  | { kind: 'failed'; text: string; count: ImportCount | null }
  | { kind: 'stopped' }

export interface Item {
  id: number
  file: File
  state: ImportState
}

let items = $state<Item[]>([])
let belongs = $state<Pick<ImportAsk, 'project' | 'account'>>({})
let worker: Worker | undefined
let ids = 0
const listeners = new Set<() => void>()

export const queue = {
  get items(): readonly Item[] {
    return items
  },
  /** Where the next files belong. */
  get belongs() {
    return belongs
  },
  set belongs(said) {
    belongs = said
  },
  add(files: readonly File[]): void {
    items.push(...files.map(file => ({ id: ++ids, file, state: { kind: 'waiting' } as ImportState })))
    next()
  },
  retry(id: number): void {
    const item = items.find(each => each.id === id)
    if (!item) return
    item.state = { kind: 'waiting' }
    next()
  },
  /** What was recorded stays. */
  stop(): void {
    worker?.terminate()
    worker = undefined
    for (const item of items) if (isOpen(item.state)) item.state = { kind: 'stopped' }
    note()
  },
  clear(): void {
    items = items.filter(item => isOpen(item.state))
    note()
  },
  /** Called when something was recorded. @returns a function that ends it. */
  onRecorded(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

const isOpen = ({ kind }: ImportState) => kind === 'waiting' || kind === 'reading'

function next(): void {
  note()
  if (items.some(item => item.state.kind === 'reading')) return
  const item = items.find(each => each.state.kind === 'waiting')
  if (!item) return
  worker ??= openWorker()
  item.state = { kind: 'reading', share: 0, turns: 0 }
  worker.postMessage({ id: item.id, file: item.file, ...$state.snapshot(belongs) } satisfies ImportAsk)
}

function openWorker(): Worker {
  const opened = new ReadWorker({ name: chosenWorkspace() ?? '' })
  opened.onmessage = ({ data }: MessageEvent<ImportNews>) => hear(data)
  opened.onerror = event => {
    const item = items.find(each => each.state.kind === 'reading')
    worker?.terminate()
    worker = undefined
    if (item) item.state = { kind: 'failed', text: event.message, count: null }
    next()
  }
  return opened
}

function hear(news: ImportNews): void {
  const item = items.find(each => each.id === news.id)
  if (item?.state.kind !== 'reading') return
  if (news.kind === 'progress') {
    item.state = { kind: 'reading', share: Math.min(1, news.bytes / Math.max(1, news.of)), turns: news.turns }
    return
  }
  item.state = news
  for (const listener of listeners) listener()
  next()
}

function note(): void {
  progress.files = items.length
  progress.through = items.filter(item => !isOpen(item.state)).length
  progress.isRunning = progress.through < progress.files
}

addEventListener('beforeunload', event => {
  if (progress.isRunning) event.preventDefault()
})
