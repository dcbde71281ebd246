/** How long sessions take and how much they use, as recorded ones did; drawn anew each time, none is repeated as it was. */
import type { Random } from '../words.ts'

/** Minutes of work are log-normal, credits go with them: ln credits = mean + slope · (ln minutes - mean) + noise. */
export interface Shapes {
  readonly lnMinutes: { readonly mean: number; readonly deviation: number }
  readonly slope: number
  readonly noise: number
}

/** Fitted on 2026-11-23 to 45 real sessions of Claude Code and Codex, 7 to 470 minutes. */
export const FITTED: Shapes = { lnMinutes: { mean: 4.37, deviation: 0.95 }, slope: 0.95, noise: 0.6 }

/** What a session takes on the average; the figures that people tell lie between 60 and 90 of 100. */
const CREDITS_MEAN = 60
const MINUTES = { least: 5, most: 480 }
const CREDITS = { least: 1, most: 400 }

export function drawShape(random: Random, { lnMinutes, slope, noise }: Shapes): { minutes: number; credits: number } {
  const deviation = lnMinutes.deviation * normal(random)
  const minutes = within(MINUTES, Math.exp(lnMinutes.mean + deviation))
  const spread = (slope * lnMinutes.deviation) ** 2 + noise ** 2
  const lnCredits = Math.log(CREDITS_MEAN) - spread / 2 + slope * deviation + noise * normal(random)
  return { minutes, credits: within(CREDITS, Math.exp(lnCredits)) }
}

const within = ({ least, most }: { least: number; most: number }, value: number) =>
  Math.min(most, Math.max(least, value))

const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
