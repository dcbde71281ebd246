/** Asks at many moments of streams how a window will end, knowing only what came before, and scores the answers. */
import { type Forecast, forecastWindow } from '../../src/core/forecast/forecast-window.ts'
import type { Stream, Use } from './streams.ts'
import { firstAt, type Kind, type Moment, momentsOf, spansOf, usedBetween } from './windows.ts'

export interface Score {
  readonly kind: Kind
  readonly windows: number
  /** With an answer; `unknown` are those without. */
  readonly moments: number
  readonly unknown: number
  /** Share of the moments after which the window ran out. */
  readonly ranOut: number
  readonly brier: number
  /** Of saying always the share that ran out, which nobody knows before. */
  readonly brierBase: number
  /** Of saying the share of the windows before that ran out. */
  readonly brierSoFar: number
  /** Of a straight line through the window so far, and through its last hour. */
  readonly brierPace: number
  readonly brierHour: number
  /** Share of the moments whose use until the reset lies in the range of 80 %. */
  readonly covered: number
}

interface Asked {
  readonly window: string
  readonly ranOut: boolean
  readonly probability: number
  readonly soFar: number
  readonly pace: number
  readonly hour: number
  readonly covered: boolean
}

/** Shares of the windows with use that stay below the capacity. */
const CAPACITIES = [0.5, 0.75]
const HOUR_MS = 3_600_000
const WINDOWS_MIN = 4

/** @param most moments of each stream and capacity; evenly spread where there are more. */
export function backtest(streams: readonly Stream[], kind: Kind, most: number): Score {
  const asked: Asked[] = []
  let unknown = 0
  for (const stream of streams) {
    const spans = spansOf(stream.uses, kind)
    const totals = spans.map(({ total }) => total).filter(total => total > 0)
    if (totals.length < WINDOWS_MIN) continue
    totals.sort((a, b) => a - b)
    for (const share of CAPACITIES) {
      const capacity = totals[Math.ceil(share * totals.length) - 1]!
      const moments = momentsOf(stream.uses, spans, kind, capacity)
      const step = Math.max(1, Math.ceil(moments.length / most))
      for (const moment of moments.filter((_, i) => i % step === 0)) {
        const forecast = ask(stream, moment, capacity)
        if (forecast.kind === 'unknown') unknown++
        else {
          const before = spans.filter(({ until }) => until <= moment.now)
          const soFar = (before.filter(({ total }) => total >= capacity).length + 0.5) / (before.length + 1)
          asked.push({ ...judge(stream, moment, capacity, forecast), soFar })
        }
      }
    }
  }
  return { kind, unknown, ...sum(asked) }
}

const known = (uses: readonly Use[], now: number) => uses.slice(0, firstAt(uses, now))

function ask({ uses, project = [] }: Stream, { now, span, used }: Moment, capacity: number): Forecast {
  const question = { uses: known(uses, now), projectUses: known(project, now) }
  return forecastWindow({ ...question, left: capacity - used, resetsAt: span.until, now })
}

function judge(
  { name, uses }: Stream,
  { now, span, used }: Moment,
  capacity: number,
  forecast: Forecast & { kind: 'range' },
): Omit<Asked, 'soFar'> {
  const left = capacity - used
  const willUse = span.total - used
  const ahead = span.until - now
  const line = (amount: number, ms: number) => ((amount / ms) * ahead >= left ? 1 : 0)
  return {
    window: `${name} ${span.from}`,
    ranOut: willUse >= left,
    probability: forecast.probability,
    pace: line(used, now - span.from),
    hour: line(usedBetween(uses, now - HOUR_MS, now), HOUR_MS),
    covered: willUse >= forecast.used.low - 1e-9 && willUse <= forecast.used.high + 1e-9,
  }
}

function sum(asked: readonly Asked[]): Omit<Score, 'kind' | 'unknown'> {
  const mean = (value: (one: Asked) => number) => asked.reduce((all, one) => all + value(one), 0) / asked.length
  const brier = (said: (one: Asked) => number) => mean(one => (said(one) - Number(one.ranOut)) ** 2)
  const ranOut = mean(one => Number(one.ranOut))
  return {
    windows: new Set(asked.map(({ window }) => window)).size,
    moments: asked.length,
    ranOut,
    brier: brier(one => one.probability),
    brierBase: brier(() => ranOut),
    brierSoFar: brier(one => one.soFar),
    brierPace: brier(one => one.pace),
    brierHour: brier(one => one.hour),
    covered: mean(one => Number(one.covered)),
  }
}
