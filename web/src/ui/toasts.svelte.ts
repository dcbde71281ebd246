/** Short messages at the edge of the page: what was done, or why it was not. */
import { ApiError } from '../api/http.ts'
import { t } from '../texts/index.ts'

export interface Toast {
  id: number
  text: string
  hint?: string | undefined
  bad: boolean
}

const SHOWN_MS = { good: 4000, bad: 12_000 }

let last = 0
let list = $state<Toast[]>([])

export const toasts = {
  get list() {
    return list
  },
}

export function dismiss(id: number): void {
  list = list.filter(toast => toast.id !== id)
}

function show(toast: Omit<Toast, 'id'>): void {
  const id = ++last
  list = [...list.slice(-3), { ...toast, id }]
  setTimeout(() => dismiss(id), toast.bad ? SHOWN_MS.bad : SHOWN_MS.good)
}

export const tellBad = (text: string) => show({ text, bad: true })
export const tell = (text: string) => show({ text, bad: false })

export function tellFailure(error: unknown): void {
  if (!(error instanceof ApiError)) show({ text: t.failed.unknown, hint: String(error), bad: true })
  else if (error.status === 0) show({ text: t.failed.offline, hint: t.failed.offlineHint, bad: true })
  else show({ text: error.message, hint: error.suggestion, bad: true })
}
