/** What a session is called where nobody named it: its goal, or its kind. */
import type { Session } from '../api/types.ts'
import { t } from '../texts/index.ts'

export const titleOf = (session: Session): string =>
  session.title ?? session.objectives ?? t.types[session.session_type]
