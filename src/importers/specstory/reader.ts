import { openDocument } from '../../core/transcript/document-reader.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readDocument } from './document.ts'

/** A SpecStory history makes sense as a whole. */
export const openReader = (emit: Emit): LineReader => openDocument(emit, readDocument)
