/** A refusal that people can act on: thrown where it happens (which rolls back), rendered once by `http`. */

export interface ProblemText {
  readonly status: number
  /** For people: what is wrong. */
  readonly error: string
  /** For people: what to do next. */
  readonly suggestion?: string
  readonly retryAfterSeconds?: number
  /** Further members of the answer. */
  readonly more?: Readonly<Record<string, unknown>>
}

export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly text: ProblemText

  constructor(code: string, text: ProblemText) {
    super(text.error)
    this.code = code
    this.text = text
  }
}

// biome-ignore lint/suspicious/noExplicitAny: each entry has its own data
type ProblemTable = Record<string, (...data: any[]) => ProblemText>

/** A room's table of problems as one function: an unknown code, or data that does not fit it, does not compile. */
export function problemsOf<T extends ProblemTable>(table: T) {
  return <Code extends keyof T & string>(code: Code, ...data: Parameters<T[Code]>): Problem => {
    const write = table[code] as (...data: unknown[]) => ProblemText
    return new Problem(code, write(...data))
  }
}
