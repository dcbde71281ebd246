/** What may be interrupted in the middle is asked again: a part is taken in once, however often it is sent. */
import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError } from '../../client/api-error.ts'

const PAUSES_MS = [500, 2000, 5000]

export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await ask()
    } catch (error) {
      if (!isPassing(error)) throw error
      await sleep(pause)
    }
  }
  return ask()
}

const isPassing = (error: unknown): boolean =>
  error instanceof ApiError
    ? error.code === 'workspace-away' || error.code === 'directory-away' || error.code === 'too-many-requests'
    : error instanceof TypeError
