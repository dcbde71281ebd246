import { openValues } from '../../core/transcript/value-reader.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readConversation } from './conversation.ts'

/** Every value of the export is a conversation. */
export const openReader = (emit: Emit): LineReader => openValues(emit, readConversation)
