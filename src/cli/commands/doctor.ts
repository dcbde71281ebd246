import { type Check, checkup } from '../checkup.ts'
import { command, EXIT } from '../command.ts'

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const

export default command({
  options: {},
  examples: [['paas doctor', 'What is in order, what is not, and what to do about it']],
  notes: ['It changes nothing. Exit code 1 where something fails.'],
  async run({ out, env }) {
    const checks = await checkup(env)
    const { good, warn, bad, dim } = out.style
    const paint = { ok: good, warn, fail: bad }
    const width = Math.max(...checks.map(({ name }) => name.length))
    const line = ({ name, state, found, todo }: Check) => {
      const first = `${paint[state](MARKS[state])} ${name.padEnd(width)}  ${found}`
      return todo ? `${first}\n${' '.repeat(width + 4)}${dim('→')} ${todo}` : first
    }
    const healthy = checks.every(({ state }) => state !== 'fail')
    out.answer({ healthy, checks }, checks.map(line).join('\n'))
    return healthy ? EXIT.done : EXIT.error
  },
})
