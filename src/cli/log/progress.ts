/** How far a file has been read, in a line that is written over. */
import type { Output } from '../output.ts'
import { bytes, gauge } from '../words.ts'
import type { OpenLog } from './open-log.ts'

const EVERY_MS = 100

export function showProgress(out: Output, log: OpenLog, label: string): () => void {
  const from = performance.now()
  let shownAt = from
  return () => {
    const now = performance.now()
    if (now - shownAt < EVERY_MS) return
    shownAt = now
    const read = log.read()
    const speed = `${(read / 1000 / (now - from)).toFixed(0)} MB/s`
    const share = log.size > 0 ? Math.min(1, read / log.size) : 0
    const done = `${Math.floor(share * 100)}%`.padStart(4)
    out.progress(`${gauge(share, 20)}${done}  ${bytes(read)} of ${bytes(log.size)}  ${speed}  ${label}`)
  }
}
