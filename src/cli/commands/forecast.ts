import { command, EXIT } from '../command.ts'
import { accountText, poolText } from '../forecast-text.ts'
import { findAccount } from '../nouns.ts'
import { withWorkspace } from '../with-workspace.ts'

export default command({
  usage: '[account]',
  args: { min: 0, max: 1 },
  options: {
    hours: {
      type: 'integer',
      about: 'Of the pool: what is lost within so many; 24 where nothing is said',
      min: 1,
      max: 720,
    },
  },
  examples: [
    ['paas forecast', 'Which accounts run out before their reset, and what is about to be lost'],
    ['paas forecast "Genspark 2"', 'When each window of one account runs out'],
    ['paas forecast --hours 72 --json', 'The next three days, for programs'],
  ],
  notes: [
    'Always a range that holds four times of five, from how the account was used before; where too little is known, it says',
    'unknown and how much would be enough. Exit code 2 where nothing is to be told. How good it is: docs/guide/forecast.md.',
  ],
  async run({ args, values, out, env }) {
    return withWorkspace(env, async client => {
      if (args[0] !== undefined) {
        const account = await findAccount(client, args[0])
        const windows = await client.forecastAccount(account.id)
        out.answer({ account, windows }, accountText(windows, out.style))
        return windows.some(({ forecast }) => forecast.kind === 'range') ? EXIT.done : EXIT.nothing
      }
      const pool = await client.forecastPool({ hours: values.hours })
      out.answer({ ...pool }, poolText(pool, out.style))
      return pool.runs_out.length + pool.about_to_be_lost.length > 0 ? EXIT.done : EXIT.nothing
    })
  },
})
