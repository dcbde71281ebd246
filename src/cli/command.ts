/** What a command is: its words, its options as values, and what it does with them. */
import type { Output, Stream } from './output.ts'

export interface Option {
  readonly type: 'text' | 'integer' | 'flag'
  readonly short?: string
  /** How the help names the value: `N`, `FILE`. */
  readonly value?: string
  readonly about: string
  readonly choices?: readonly string[]
  /** Bounds of an integer. */
  readonly min?: number
  readonly max?: number
}

export type Options = Readonly<Record<string, Option>>

type ValueOf<O extends Option> = O['type'] extends 'flag'
  ? boolean
  : O['type'] extends 'integer'
    ? number
    : O extends { readonly choices: readonly (infer Choice)[] }
      ? Choice
      : string
export type Values<O extends Options> = { readonly [Name in keyof O]?: ValueOf<O[Name]> }

export interface Call<O extends Options> {
  readonly args: readonly string[]
  readonly values: Values<O>
  readonly out: Output
  readonly env: NodeJS.ProcessEnv
  /** Runs another command line. */
  readonly run: Run
}

/** What a command line meets: its variables and where its words go. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv
  readonly stdout: Stream
  readonly stderr: Stream
}

export type Run = (words: readonly string[], surroundings: Surroundings) => Promise<Exit>

export interface Command<O extends Options = Options> {
  /** What stands after the name: `<file…>`. */
  readonly usage?: string
  /** How many arguments it takes. */
  readonly args?: { readonly min: number; readonly max: number }
  readonly options: O
  /** A command line and what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[]
  /** Further lines of the help. */
  readonly notes?: readonly string[]
  readonly run: (call: Call<O>) => Promise<Exit> | Exit
}

/** 0 done, 1 error, 2 nothing to do, 3 blocked: something outside must change first. */
export const EXIT = { done: 0, error: 1, nothing: 2, blocked: 3 } as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

/** Gives the values of `run` the types of `options`. */
export const command = <const O extends Options>(spec: Command<O>): Command<O> => spec
