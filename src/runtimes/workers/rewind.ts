/** Sets an object's database back to a time, where the platform keeps its past: 30 days, on Cloudflare itself. */
import type { Rewound } from '../../platform/call.ts'

/** Until the answer has gone. */
const ANSWER_MS = 500

type Context = Pick<DurableObjectState, 'abort'> & {
  readonly storage: Pick<DurableObjectStorage, 'getBookmarkForTime' | 'onNextSessionRestoreBookmark'>
}

/**
 * After the answer has gone the object begins anew, from its database as it was then.
 * @returns null where there is no past to go back to: on a machine of one's own, or too long ago.
 */
export async function rewind({ storage, abort }: Context, toMs: number): Promise<Rewound | null> {
  try {
    const undo = await storage.onNextSessionRestoreBookmark(await storage.getBookmarkForTime(toMs))
    setTimeout(() => abort('set back to an earlier time'), ANSWER_MS)
    return { undo }
  } catch {
    return null
  }
}
