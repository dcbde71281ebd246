/** Reads a request's JSON body: bounded, typed by its header, with the place where it breaks. */
import { problem } from './problems.ts'

const BYTES_MAX = 1_048_576

interface Reading {
  readonly bytesMax?: number | undefined
  /** Nothing of it is said again, not even where it breaks. */
  readonly isSecret?: boolean
}

export async function readJson(request: Request, { bytesMax = BYTES_MAX, isSecret }: Reading = {}): Promise<unknown> {
  return parseJson(await readJsonText(request, bytesMax), isSecret)
}

/** The body's text, which says that it is JSON. */
export async function readJsonText(request: Request, bytesMax: number): Promise<string> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) throw problem('not-json')
  const length = request.headers.get('content-length')
  if (length !== null && Number(length) > bytesMax) throw problem('body-too-large', { bytesMax })
  return length === null ? readCounted(request, bytesMax) : request.text()
}

export function parseJson(text: string, isSecret = false): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = text === '' ? 'it is empty' : isSecret ? 'it does not parse' : (error as Error).message
    throw problem('invalid-json', { reason })
  }
}

/** A body of unknown length is counted while it comes, so that it cannot fill the memory. */
async function readCounted(request: Request, bytesMax: number): Promise<string> {
  if (!request.body) return ''
  const decoder = new TextDecoder()
  const reader = request.body.getReader()
  let bytes = 0
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > bytesMax) {
      await reader.cancel()
      throw problem('body-too-large', { bytesMax })
    }
    text += decoder.decode(value, { stream: true })
  }
}
