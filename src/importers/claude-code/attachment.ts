/** Attachment lines: of their many kinds only prompts that were slipped into a running response are conversation. */
import { type Json, object } from '../../core/transcript/json.ts'
import { contentText } from './content.ts'
import type { LinePlace } from './place.ts'
import type { State } from './state.ts'
import { say } from './user.ts'

export function readAttachment(record: Json, place: LinePlace, state: State): void {
  const attachment = object(record.attachment)
  if (attachment?.type !== 'queued_command' || attachment.isMeta === true) return
  const mode = attachment.commandMode
  const injected = mode !== undefined && mode !== 'prompt'
  say(contentText(attachment.prompt), `${place.key}:0`, place, injected || place.sidechain === true, state)
}
