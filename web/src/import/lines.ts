/** The lines of a picked file, unpacked where it is gzip, without ever holding the whole of it. */
const GZIP = [0x1f, 0x8b]

export async function openText(file: Blob): Promise<ReadableStream<string>> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  const bytes = file.stream() as ReadableStream<BufferSource>
  const plain = first === GZIP[0] && second === GZIP[1] ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes
  return plain.pipeThrough(new TextDecoderStream())
}

/** Splits a stream's chunks into lines; `held` is what stands after the last line break so far. */
export function splitLines(held: string, chunk: string): { lines: string[]; held: string } {
  const lines = (held + chunk).split('\n')
  const rest = lines.pop() ?? ''
  return { lines: lines.map(line => (line.endsWith('\r') ? line.slice(0, -1) : line)), held: rest }
}
