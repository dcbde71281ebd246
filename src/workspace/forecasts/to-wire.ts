/** Forecasts and plans as they go over the wire. */
import type { Plan } from '../../core/forecast/plan-work.ts'
import type { WindowForecast } from './forecast-account.ts'
import type { AboutToBeLost, PoolForecast, RunningOut } from './forecast-pool.ts'
import type { WirePlan, WirePoolForecast, WireWindowForecast } from './schema.ts'

type Known = RunningOut['forecast']
type Three = AboutToBeLost['lost']

const iso = (ms: number): string => new Date(ms).toISOString()
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms))
/** Sums of floating numbers end in noise. */
const tenth = (n: number): number => Math.round(n * 10) / 10
const tenths = ({ low, likely, high }: Three): Three => ({ low: tenth(low), likely: tenth(likely), high: tenth(high) })

export function toWireForecast({ window, forecast }: WindowForecast): WireWindowForecast {
  const told = forecast.kind === 'unknown' ? { ...forecast, because: [...forecast.because] } : toWireKnown(forecast)
  return { ...toWireWindow(window), forecast: told }
}

export function toWirePool({ runningOut, aboutToBeLost, losses, asked, isCut }: PoolForecast): WirePoolForecast {
  return {
    runs_out: runningOut.map(({ account, window, forecast }) => {
      const { kind: _, ...known } = toWireKnown(forecast)
      return { account_id: account.id, account_name: account.account_name, ...toWireWindow(window), ...known }
    }),
    about_to_be_lost: aboutToBeLost.map(({ account, unit, at, lost, because }) => ({
      account_id: account.id,
      account_name: account.account_name,
      unit,
      at: iso(at),
      lost: tenths(lost),
      because: [...because],
    })),
    losses,
    asked,
    cut: isCut,
  }
}

function toWireWindow({ name, main, unit, usable, resetsAt }: WindowForecast['window']) {
  const left = usable === null || !Number.isFinite(usable) ? null : tenth(usable)
  return { window: name, main, unit, left, resets_at: isoOrNull(resetsAt) }
}

function toWireKnown({ kind, runsOut, probability, used, leftAtReset, until, because }: Known) {
  const { earliest, likely, latest } = runsOut
  return {
    kind,
    runs_out: { earliest: isoOrNull(earliest), likely: isoOrNull(likely), latest: isoOrNull(latest) },
    probability: Math.round(probability * 1000) / 1000,
    used: tenths(used),
    left_at_reset: tenths(leftAtReset),
    until: iso(until),
    because: [...because],
  }
}

export function toWirePlan(plan: Plan): WirePlan {
  const because = [...plan.because]
  if (plan.kind === 'unknown') {
    const { kind, credits } = plan
    return { kind, credits, steps: [], done: { likely: null, sure: null }, probability: null, because }
  }
  const { kind, done, probability } = plan
  const steps = plan.steps.map(({ account, from, until, credits }) => ({
    account_id: account.id,
    account_name: account.name,
    from: iso(Math.round(from)),
    until: iso(Math.ceil(until)),
    credits: tenth(credits),
  }))
  return {
    kind,
    credits: tenth(steps.reduce((sum, { credits }) => sum + credits, 0)),
    steps,
    done: { likely: isoOrNull(done.likely), sure: isoOrNull(done.sure) },
    probability: Math.round(probability * 1000) / 1000,
    because,
  }
}
