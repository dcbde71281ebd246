/** Code fences of Markdown: what stands between two of them is quoted, whatever it looks like. */

export interface Fence {
  readonly mark: '`' | '~'
  readonly length: number
  /** The word behind the opening marks: `bash`, `diff`, `ts:src/a.ts`. A fence with one never closes another. */
  readonly info: string
}

const FENCE = /^\s*(`{3,}|~{3,})([^`]*)$/

export function fenceOf(line: string): Fence | undefined {
  // Most lines are none: look before running the expression.
  if (!line.includes('```') && !line.includes('~~~')) return undefined
  const found = FENCE.exec(line)
  if (!found) return undefined
  return { mark: found[1]![0] as '`' | '~', length: found[1]!.length, info: found[2]!.trim() }
}

/** `fence` ends what `open` began. */
export function closes(fence: Fence, open: Fence): boolean {
  return fence.info === '' && fence.mark === open.mark && fence.length >= open.length
}
