/** Reads a request's JSON body: bounded in size and depth, typed by its header, with what is wrong where it breaks. */
import { DEPTH_MAX, isTooDeep } from '../core/json-depth.ts'
import { problem } from './problems.ts'

/** Where a route says nothing else. */
export const BODY_BYTES_MAX = 1_048_576

export async function readJson(request: Request, bytesMax = BODY_BYTES_MAX): Promise<unknown> {
  return parseJson(await readJsonText(request, bytesMax))
}

/** The body's text, which says that it is JSON. */
export async function readJsonText(request: Request, bytesMax: number): Promise<string> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) throw problem('not-json')
  const length = request.headers.get('content-length') ?? ''
  const isKnown = /^\d+$/.test(length)
  if (isKnown && Number(length) > bytesMax) throw problem('body-too-large', { bytesMax })
  return isKnown ? request.text() : readCounted(request, bytesMax)
}

export function parseJson(text: string): unknown {
  const value = parse(text)
  if (isTooDeep(value)) throw problem('body-too-deep', { depthMax: DEPTH_MAX })
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = text === '' ? 'it is empty' : reasonOf(error as Error)
    throw problem('invalid-json', { reason })
  }
}

/** V8 quotes what stands around the place, and that may be a secret: `Unexpected token 'h', "{"key":hunter2}" is …`. */
const reasonOf = ({ message }: Error): string => message.replace(/, (?:\.\.\.)?".*$/s, '')

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
