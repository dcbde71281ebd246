/** The text of a message's or a result's content, which is a string or a list of blocks. */
import { type Json, list, object, string } from '../../core/transcript/json.ts'
import { mediaWords } from '../../core/transcript/media-words.ts'

export function contentText(content: unknown): string {
  if (typeof content === 'string') return content
  const parts: string[] = []
  for (const entry of list(content)) {
    const part = typeof entry === 'string' ? entry : blockText(object(entry))
    if (part) parts.push(part)
  }
  return parts.join('\n')
}

/** A text block's words; of an image or a document its kind and size. */
export function blockText(block: Json | undefined): string {
  if (!block) return ''
  if (block.type === 'text') return string(block.text) ?? ''
  if (block.type === 'tool_reference') return string(block.tool_name) ?? ''
  if (block.type !== 'image' && block.type !== 'document') return ''
  return mediaWords(block.type, string(object(block.source)?.data)?.length ?? 0)
}
