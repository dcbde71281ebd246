import { openDocument } from '../../core/transcript/document-reader.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readDocument } from './document.ts'
import { isStream, readStream } from './stream.ts'

/** A Gemini session makes sense as a whole: what was saved of it, or what it printed as it ran. */
export const openReader = (emit: Emit): LineReader =>
  openDocument(emit, lines =>
    isStream(lines.find(line => line.trim() !== '') ?? '') ? readStream(lines) : readDocument(lines),
  )
