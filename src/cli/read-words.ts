/** Reads a command line into arguments and typed values, or says what is wrong with it. */
import { parseArgs } from 'node:util'
import type { Option, Options } from './command.ts'
import { Failure } from './failure.ts'
import { nearest } from './nearest.ts'

/** Options that every command takes. */
export const COMMON = {
  json: { type: 'flag', about: 'One JSON object on stdout, notices on stderr' },
  help: { type: 'flag', short: 'h', about: 'Show this' },
} as const satisfies Options

export interface Words {
  readonly args: string[]
  readonly values: Record<string, string | number | boolean>
}

export function readWords(words: readonly string[], own: Options, name: string): Words {
  const options: Options = { ...own, ...COMMON }
  const { tokens } = parseArgs({ args: [...words], options: declared(options), strict: false, tokens: true })
  const args: string[] = []
  const values: Words['values'] = {}
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value)
    if (token.kind !== 'option') continue
    const option = options[token.name]
    if (!option) throw unknownOption(token.rawName, Object.keys(options), name)
    values[token.name] = readValue(token.rawName, option, token.value)
  }
  return { args, values }
}

function declared(options: Options) {
  const entries = Object.entries(options).map(([name, { type, short }]) => {
    return [
      name,
      { type: type === 'flag' ? ('boolean' as const) : ('string' as const), ...(short && { short }) },
    ] as const
  })
  return Object.fromEntries(entries)
}

function readValue(raw: string, option: Option, value: string | undefined): string | number | boolean {
  if (option.type === 'flag') {
    if (value !== undefined) throw new Failure(`${raw} takes no value.`, { code: 'usage' })
    return true
  }
  if (value === undefined || value === '') throw new Failure(`${raw} needs a value.`, { code: 'usage' })
  if (option.choices && !option.choices.includes(value)) {
    const meant = nearest(value, option.choices)
    const suggestion = meant ? `Did you mean ${meant}?` : undefined
    throw new Failure(`${raw} is one of ${option.choices.join(', ')}, not "${value}".`, { code: 'usage', suggestion })
  }
  return option.type === 'text' ? value : integer(raw, option, value)
}

function integer(raw: string, { min = 0, max = Number.MAX_SAFE_INTEGER }: Option, value: string): number {
  const n = Number(value)
  if (/^\d+$/.test(value) && n >= min && n <= max) return n
  const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`
  throw new Failure(`${raw} is a whole number ${range}, not "${value}".`, { code: 'usage' })
}

function unknownOption(raw: string, known: readonly string[], name: string): Failure {
  const meant = nearest(raw.replace(/^-+/, ''), known)
  const help = `\`paas ${name} --help\` lists them.`
  const suggestion = meant ? `Did you mean --${meant}? ${help}` : help
  return new Failure(`paas ${name} has no option ${raw}.`, { code: 'usage', suggestion })
}
