/** Usage as a table: the columns that people know, and what its cost leaves out. */
import type { UsageAnswer, UsageQuery } from '../runtimes/node/read-usage.ts'
import type { Style } from './output.ts'
import { type Column, tableText } from './table.ts'
import { grouped } from './words.ts'

type Row = UsageAnswer['data'][number]

const NUMBERS: readonly Column[] = [
  { head: 'Input', right: true },
  { head: 'Output', right: true },
  { head: 'Cache create', right: true, spare: true },
  { head: 'Cache read', right: true, spare: true },
  { head: 'Total', right: true },
  { head: 'Cost (USD)', right: true },
]
const HEADS: Record<UsageQuery['by'], readonly Column[]> = {
  day: [{ head: 'Date' }],
  week: [{ head: 'Week of' }],
  month: [{ head: 'Month' }],
  project: [{ head: 'Project', least: 8 }],
  account: [{ head: 'Account', least: 8 }],
  model: [{ head: 'Model', least: 8 }],
  tool: [{ head: 'Tool', least: 8 }],
  session: [
    { head: 'Session', least: 8 },
    { head: 'Project', least: 8 },
    { head: 'Tool', spare: true },
  ],
}
const MODELS: Column = { head: 'Models', least: 10, spare: true }

export function usageText(
  { data, totals, unpriced_models, prices }: UsageAnswer,
  by: UsageQuery['by'],
  { width, style }: { readonly width: number; readonly style: Style },
): string {
  const heads = HEADS[by]
  const models = by === 'model' ? [] : [MODELS]
  const columns = [...heads, ...models, ...NUMBERS]
  const rows = data.map(row => [...namesOf(row, by), ...models.map(() => modelsOf(row)), ...numbersOf(row)])
  const total = ['Total', ...columns.slice(1, -NUMBERS.length).map(() => ''), ...numbersOf(totals)]
  const table = tableText(columns, [...rows, total], { width, style, total: true })
  const unknown =
    totals.unpriced_tokens === 0
      ? []
      : [
          `No price is known of ${unpriced_models.join(', ')}: ${grouped(totals.unpriced_tokens)} tokens are not in the cost.`,
        ]
  return [table, style.dim([`Prices: ${prices.source}.`, ...unknown].join('\n'))].join('\n')
}

function namesOf(row: Row, by: UsageQuery['by']): string[] {
  if (by === 'project') return [row.project ?? '']
  if (by === 'account') return [row.account ?? '']
  if (by === 'model') return [row.model ?? '']
  if (by === 'tool') return [row.tool ?? 'by hand']
  if (by === 'session') return [row.title ?? row.session ?? '', row.project ?? '', row.tool ?? 'by hand']
  return [row.period ?? '']
}

/** `claude-` says nothing among models of Claude Code; a date at the end neither. */
export const modelsOf = ({ models, model }: { readonly models?: readonly string[]; readonly model?: string }): string =>
  (models ?? [model ?? '']).map(name => name.replace(/^claude-/, '').replace(/-20\d{6}/, '')).join(', ')

type Counts = Pick<Row, 'input_tokens' | 'output_tokens' | 'cache_read_tokens' | 'cache_write_tokens' | 'total_tokens'>

function numbersOf(row: Counts & Pick<Row, 'cost_usd' | 'unpriced_tokens'>): string[] {
  const { input_tokens, output_tokens, cache_write_tokens, cache_read_tokens, total_tokens } = row
  const tokens = [input_tokens, output_tokens, cache_write_tokens, cache_read_tokens, total_tokens]
  return [...tokens.map(grouped), costText(row)]
}

/** `unknown` is not 0.00; `+` says that there is more to it. */
export function costText({ cost_usd, unpriced_tokens }: Pick<Row, 'cost_usd' | 'unpriced_tokens'>): string {
  if (cost_usd === null) return unpriced_tokens > 0 ? 'unknown' : '0.00'
  const [whole = '0', cents] = cost_usd.toFixed(2).split('.')
  return `${grouped(Number(whole))}.${cents}${unpriced_tokens > 0 ? '+' : ''}`
}
