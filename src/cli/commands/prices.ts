import { openPrices } from '../../core/prices/find-price.ts'
import type { Rates } from '../../core/prices/price-table.ts'
import { command, EXIT } from '../command.ts'
import { tableText } from '../table.ts'
import { withWorkspace } from '../with-workspace.ts'

const WIDTH = 100

export default command({
  usage: '[model…]',
  args: { min: 0, max: Number.POSITIVE_INFINITY },
  options: {},
  examples: [
    ['paas prices', 'The table, and the day it is of'],
    ['paas prices claude-opus-4-6 gpt-5.5', 'What these cost, as a log names them'],
  ],
  notes: [
    'USD per million tokens. A model that is not in the table has no known price: its usage is told without a cost.',
  ],
  async run({ args, out, env }) {
    return withWorkspace(env, async client => {
      const table = await client.getPrices()
      const find = openPrices(table)
      const wanted = args.length > 0 ? args : Object.keys(table.models).sort()
      const found = wanted.map(model => ({ model, ...find(model) }))
      const rows = found.flatMap(({ model, price, times = 1 }) => {
        if (!price) return [[model, 'unknown']]
        const own = [model, ...ratesOf(price, times)]
        return price.long ? [own, [`  prompts above ${price.long.above}`, ...ratesOf(price.long, times)]] : [own]
      })
      const right = { right: true }
      const columns = [
        { head: 'USD per million tokens', least: 20 },
        ...['Input', 'Output', 'Cache read', 'Cache write', '… for 1 h'].map(head => ({ head, ...right })),
      ]
      const width = process.stdout.columns ?? WIDTH
      const text = `${tableText(columns, rows, { width, style: out.style })}\n${out.style.dim(table.source)}`
      const { dated, source } = table
      out.answer(
        { dated, source, prices: found.map(({ model, price = null, times = 1 }) => ({ model, price, times })) },
        text,
      )
      return found.some(({ price }) => price) ? EXIT.done : EXIT.nothing
    })
  },
})

function ratesOf({ input, output, cacheRead, cacheWrite, cacheWriteHour }: Rates, times: number): string[] {
  const said = [input, output, cacheRead, cacheWrite, cacheWriteHour]
  return said.map(usd => (usd === undefined ? '' : String(Math.round(usd * times * 10_000) / 10_000)))
}
