/** A forecast in one line. */
import type { Forecast } from '../../api/types.ts'
import { amount, atTime } from '../../ui/when.ts'
import { words } from './texts.ts'

type Known = Extract<Forecast, { kind: 'range' }>

/** `between Tue 24 Nov, 15:10 and Tue 24 Nov, 17:40, probably …`; the ends that lie behind the reset are left out. */
export function outWords({ runs_out: { earliest, likely, latest } }: Pick<Known, 'runs_out'>): string {
  const range =
    earliest && latest ? words.between(atTime(earliest), atTime(latest)) : earliest ? words.from(atTime(earliest)) : ''
  const most = likely ? words.likely(atTime(likely)) : ''
  return [range, most].filter(Boolean).join(', ')
}

/** Null where there is nothing to say: nothing limits it, or it is used up. */
export function forecastWords(forecast: Forecast, left: number | null): string | null {
  if (left === null || left === 0) return null
  if (forecast.kind === 'unknown') return null
  const percent = Math.round(forecast.probability * 100)
  if (forecast.probability >= 0.5) return words.runsOut(outWords(forecast), percent)
  const { low, likely, high } = forecast.left_at_reset
  return words.leaves(amount(Math.round(likely)), amount(Math.round(low)), amount(Math.round(high)), percent)
}
