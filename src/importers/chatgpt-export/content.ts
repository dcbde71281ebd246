/** The words of a message's content, which is of one of a dozen types. */
import { type Json, list, number, object, string } from '../../core/transcript/json.ts'

/** What the model was given of itself or thought to itself; nobody said it. */
const UNSAID = new Set(['thoughts', 'reasoning_recap', 'user_editable_context', 'model_editable_context'])

export function wordsOf(value: unknown): string {
  const content = object(value)
  const type = string(content?.content_type)
  if (!content || !type || UNSAID.has(type)) return ''
  if (type === 'tether_quote' || type === 'sonic_webpage') return quoteWords(content)
  if (type === 'tether_browsing_display') return string(content.result) || string(content.summary) || ''
  if (type === 'system_error') return [content.name, content.text].filter(Boolean).join(': ')
  if (Array.isArray(content.parts)) return content.parts.map(partWords).filter(Boolean).join('\n')
  return string(content.text) ?? string(content.result) ?? ''
}

const quoteWords = ({ title, url, text }: Json): string => [title, url, text].filter(Boolean).join('\n')

/** A part is a string, a picture, a sound or what was heard in it. */
function partWords(part: unknown): string {
  if (typeof part === 'string') return part
  const found = object(part)
  if (!found) return ''
  const type = string(found.content_type) ?? ''
  if (typeof found.text === 'string') return found.text
  if (type.includes('image')) return pictureWords(found)
  if (type.includes('audio') || type.includes('video')) return '[recording]'
  return list(found.parts).map(partWords).filter(Boolean).join('\n')
}

function pictureWords(picture: Json): string {
  const bytes = number(picture.size_bytes)
  const drawn = string(object(object(picture.metadata)?.dalle)?.prompt)
  const size = bytes ? `, ${Math.max(1, Math.round(bytes / 1000))} kB` : ''
  return drawn ? `[image${size}: ${drawn}]` : `[image${size}]`
}
