/** Forecasts as a terminal shows them: always a range, and what it rests on. */
import type { PoolForecast, WindowForecast } from '../client/index.ts'
import type { Style } from './output.ts'
import { clockTime, count, grouped, likelihood } from './words.ts'

type Known = WindowForecast['forecast'] & { kind: 'range' }
type RunsOut = Pick<Known, 'runs_out' | 'probability'>

export function accountText(windows: readonly WindowForecast[], style: Style): string {
  return windows.flatMap(window => windowLines(window, style)).join('\n')
}

function windowLines({ window, left, unit, forecast }: WindowForecast, style: Style): string[] {
  const amount = left === null ? '' : ` · ${grouped(left)} ${unit} left`
  const head = `${style.bold(window)}${amount}`
  const because = style.dim(`  ${forecast.because.join(', ')}`)
  if (forecast.kind === 'unknown') return [`${head} · unknown`, because]
  const { low, high } = forecast.used
  const use = `  until ${clockTime(forecast.until)} probably ${grouped(low)} to ${grouped(high)} ${unit} are used`
  return [`${head} · ${runsOutText(forecast)}`, use, because]
}

/** `runs out between today at 15:10 and today at 17:40, probably today at 16:20 (83 %)` */
function runsOutText({ runs_out, probability }: RunsOut): string {
  const percent = likelihood(probability)
  const { earliest, likely, latest } = runs_out
  if (earliest === null) return `lasts until it comes back (${percent} that it does not)`
  const probably = likely === null ? '' : `, probably ${clockTime(likely)}`
  if (latest === null) return `may run out from ${clockTime(earliest)} on${probably} (${percent})`
  return `runs out between ${clockTime(earliest)} and ${clockTime(latest)}${probably} (${percent})`
}

export function poolText({ runs_out, about_to_be_lost, asked, cut }: PoolForecast, style: Style): string {
  const parts = [
    ...part(
      'Runs out before it comes back',
      runs_out.map(each => `  ${each.account_name}, ${each.window}: ${runsOutText(each)}`),
      style,
    ),
    ...part(
      'About to be lost',
      about_to_be_lost.map(({ account_name, lost, unit, at, because }) => {
        const amount = lost.low === lost.high ? grouped(lost.likely) : `${grouped(lost.low)} to ${grouped(lost.high)}`
        return `  ${account_name}: ${amount} ${unit} ${clockTime(at)} ${style.dim(because[0] ?? '')}`
      }),
      style,
    ),
  ]
  const looked = `${count(asked, 'account')} that ${asked === 1 ? 'was' : 'were'} used lately`
  return [...parts, style.dim(`From ${looked}${cut ? '; more were used, these last' : ''}.`)].join('\n')
}

const part = (title: string, lines: readonly string[], style: Style): string[] =>
  lines.length === 0 ? [] : [style.bold(title), ...lines, '']
