/** Where a line stands in its log. */
import type { Place } from '../../core/transcript/draft.ts'

/** With the stem of the keys of the line's turns. */
export interface LinePlace extends Place {
  readonly key: string
}
