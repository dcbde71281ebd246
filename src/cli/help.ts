/** The help, derived from the list of commands and what each declares. */
import type { Command, Option } from './command.ts'
import { commands, type Listed } from './list.ts'
import { COMMON } from './read-words.ts'

const table = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

export function generalHelp(version: string): string {
  return `paas ${version}: knows your AI accounts, records every session, and hands the work over when one runs out.

Usage: paas <command> [options]

${table(commands.map(({ name, summary }) => [name, summary]))}

\`paas <command> --help\` shows its options and examples; every command takes --json.
Everything is kept in one folder: PAAS_DATA_DIR, else the place where your system keeps a program's data.
Exit codes: 0 done, 1 error, 2 nothing to do, 3 blocked (no account free, data folder in use).
`
}

export function commandHelp({ name, summary }: Listed, command: Command): string {
  const usage = ['paas', name, command.usage, '[options]'].filter(Boolean).join(' ')
  const options = Object.entries({ ...command.options, ...COMMON }).map(([long, option]) => optionRow(long, option))
  const parts = [`${summary}.`, `Usage: ${usage}`, `Options:\n${table(options)}`]
  if (command.examples.length) parts.push(`Examples:\n${table(command.examples)}`)
  if (command.notes) parts.push(command.notes.join('\n'))
  return `${parts.join('\n\n')}\n`
}

function optionRow(name: string, { type, short, value, about, choices, min, max }: Option): [string, string] {
  const shown = choices ? choices.join('|') : (value ?? (type === 'integer' ? 'N' : 'TEXT'))
  const bounds = max !== undefined ? ` (${min ?? 0} to ${max})` : ''
  return [`${short ? `-${short}, ` : ''}--${name}${type === 'flag' ? '' : ` ${shown}`}`, about + bounds]
}
