/** Backs a data folder up once a day, from three in the morning on: at night where the server runs then, else as soon as it does. */
import type { Log } from '../../../platform/call.ts'
import { backUp, listMissing } from './back-up.ts'

const FROM_HOUR = 3
const FIRST_LOOK_MS = 60_000
const LOOK_MS = 900_000

export interface Nightly {
  readonly folder: string
  readonly clock: () => number
  readonly log: Log
}

/** @returns a function that ends it. */
export function backUpNightly({ folder, clock, log }: Nightly): () => void {
  let timer = setTimeout(look, FIRST_LOOK_MS)
  timer.unref()

  async function look(): Promise<void> {
    try {
      await backUpMissing(folder, new Date(clock()))
    } catch (error) {
      log.error('the data could not be backed up', {
        error: String(error),
        todo: 'Look for space on the disk; `paas backup` tries again.',
      })
    }
    timer = setTimeout(look, LOOK_MS)
    timer.unref()
  }

  return () => clearTimeout(timer)
}

/** What has no backup of its day yet: one that failed is tried again, and it alone. @param now in the time of this machine. */
export async function backUpMissing(folder: string, now: Date): Promise<string[]> {
  if (now.getHours() < FROM_HOUR) return []
  const day = dayOf(now)
  const missing = listMissing(folder, day)
  return missing.length > 0 ? backUp(folder, day, missing) : []
}

export function dayOf(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
