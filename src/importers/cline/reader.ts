/** Reads a task message by message: what was shown of it (`ui_messages`), or what the model was given. */
import { openRecords } from '../../core/transcript/line-reader.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readApiMessage } from './api-message.ts'
import { openTask } from './task.ts'
import { readShown } from './ui-message.ts'

export function openReader(emit: Emit): LineReader {
  return openRecords(emit, out => {
    const task = openTask(out)
    return {
      read(message, line) {
        if (typeof message.role === 'string') readApiMessage(message, line, task)
        else if (message.type === 'say' || message.type === 'ask') readShown(message, message.type, line, task)
      },
    }
  })
}
