import { openDocument } from '../../core/transcript/document-reader.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readDocument } from './document.ts'

/** A SWE-agent trajectory makes sense as a whole. */
export const openReader = (emit: Emit): LineReader => openDocument(emit, readDocument)
