/** Lines of a log as its bytes come: whatever the chunks, an unfinished last line, carriage returns, endless lines. */

/** Longer lines are left out: they are pictures and dumps, and whoever reads a line holds it several times over. */
export const LINE_BYTES_MAX = 24 * 1_048_576
const NEWLINE = 10
const RETURN = 13

export interface LineSink {
  line(text: string, number: number): void
  /** A line of more than `LINE_BYTES_MAX` bytes. */
  tooLong(number: number, bytes: number): void
}

export interface LineSplitter {
  chunk(bytes: Buffer): void
  /** @returns whether the last line ended without a line break. */
  end(): boolean
  readonly lines: number
  /** Of the line that has not ended yet. */
  readonly openBytes: number
}

export function splitLines({ line, tooLong }: LineSink): LineSplitter {
  let number = 0
  let open: Buffer[] = []
  let openBytes = 0

  function finish(rest: Buffer): void {
    number++
    const bytes = openBytes + rest.length
    const whole = openBytes === 0 ? rest : bytes <= LINE_BYTES_MAX ? Buffer.concat([...open, rest], bytes) : null
    open = []
    openBytes = 0
    if (whole === null || bytes > LINE_BYTES_MAX) tooLong(number, bytes)
    else line(text(whole), number)
  }

  function hold(rest: Buffer): void {
    if (rest.length === 0) return
    openBytes += rest.length
    if (openBytes > LINE_BYTES_MAX) open = []
    // A copy: the reader fills the same memory again.
    else open.push(Buffer.from(rest))
  }

  return {
    chunk(bytes) {
      let from = 0
      for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
        finish(bytes.subarray(from, at))
        from = at + 1
      }
      hold(bytes.subarray(from))
    },
    end() {
      const unfinished = openBytes > 0
      if (unfinished) finish(Buffer.alloc(0))
      return unfinished
    },
    get lines() {
      return number
    },
    get openBytes() {
      return openBytes
    },
  }
}

function text(bytes: Buffer): string {
  const end = bytes.length > 0 && bytes[bytes.length - 1] === RETURN ? bytes.length - 1 : bytes.length
  return bytes.toString('utf8', 0, end)
}
