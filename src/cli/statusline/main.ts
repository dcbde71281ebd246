/** `paas statusline` as Claude Code runs it, several times a minute: loaded without the rest of the command. */
import { readInput } from './read-input.ts'
import { showStatusline } from './show.ts'

process.stdout.on('error', () => process.exit(0))
process.stdout.write(`${showStatusline(await readInput(), process.env, Date.now())}\n`)
