/** Runs one command line: finds the command, reads its words, renders what goes wrong. */
import { readFileSync } from 'node:fs'
import { EXIT, type Exit, type Surroundings } from './command.ts'
import { Failure, toFailure } from './failure.ts'
import { commandHelp, generalHelp } from './help.ts'
import { commands, type Listed } from './list.ts'
import { nearest } from './nearest.ts'
import { openOutput } from './output.ts'
import { readWords } from './read-words.ts'

export async function run(words: readonly string[], { env, stdout, stderr }: Surroundings): Promise<Exit> {
  const dashes = words.indexOf('--')
  const json = words.slice(0, dashes < 0 ? undefined : dashes).includes('--json')
  const out = openOutput({ json, stdout, stderr, env })
  try {
    const [first] = words
    if (first === '--version' || first === '-v' || first === 'version') {
      out.answer({ version: version() }, version())
      return EXIT.done
    }
    if (first === undefined || first === 'help' || first.startsWith('-')) return await help(words, out)
    const { listed, rest } = find(words)
    const { default: command } = await listed.load()
    const { args, values } = readWords(rest, command.options, listed.name)
    if (values.help) {
      const text = commandHelp(listed, command)
      out.answer({ help: text }, text)
      return EXIT.done
    }
    const { min, max } = command.args ?? { min: 0, max: 0 }
    const usage = `Usage: paas ${listed.name} ${command.usage ?? ''}`.trimEnd()
    if (args.length < min)
      throw new Failure(`paas ${listed.name} needs ${command.usage}.`, { code: 'usage', suggestion: usage })
    if (args.length > max) {
      throw new Failure(`paas ${listed.name} does not know what to do with "${args[max]}".`, {
        code: 'usage',
        suggestion: usage,
      })
    }
    return await command.run({ args, values, out, env, run })
  } catch (error) {
    const { message, suggestion, code, exit, more } = toFailure(error)
    out.notice(`error: ${message}${suggestion ? `\n→ ${suggestion}` : ''}`)
    if (json) out.answer({ error: { ...more, message, suggestion, code } }, '')
    return exit
  }
}

async function help(words: readonly string[], out: ReturnType<typeof openOutput>): Promise<Exit> {
  const [first = '', ...rest] = words
  const others = rest.filter(word => !word.startsWith('-'))
  if (first === 'help' && others.length > 0) {
    const { listed } = find(others)
    const text = commandHelp(listed, (await listed.load()).default)
    out.answer({ help: text }, text)
    return EXIT.done
  }
  if (first.startsWith('-') && !['--help', '-h', '--json'].includes(first)) {
    throw new Failure(`paas has no option ${first}.`, {
      code: 'usage',
      suggestion: '`paas --help` lists the commands.',
    })
  }
  const text = generalHelp(version())
  out.answer({ help: text, commands: commands.map(({ name, summary }) => ({ name, summary })) }, text)
  return EXIT.done
}

/** A name may be of two words: `db migrate`. */
function find(words: readonly string[]): { listed: Listed; rest: readonly string[] } {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const listed = commands.find(candidate => candidate.name === name)
    if (listed) return { listed, rest: words.slice(length) }
  }
  const [first = '', second] = words
  const within = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => `paas ${name}`)
  if (within.length > 0) {
    const said =
      second === undefined || second.startsWith('-')
        ? `paas ${first} needs to know what to do`
        : `paas ${first} has no "${second}"`
    throw new Failure(`${said}.`, { code: 'usage', suggestion: `There is ${within.join(', ')}.` })
  }
  const meant = nearest(
    first,
    commands.map(({ name }) => name),
  )
  const list = '`paas --help` lists the commands.'
  throw new Failure(`There is no command "${first}".`, {
    code: 'usage',
    suggestion: meant ? `Did you mean \`paas ${meant}\`? ${list}` : list,
  })
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
