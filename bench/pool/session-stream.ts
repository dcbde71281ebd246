/** Sessions as they come: through the working day of people in three parts of the world, few at weekends. */
import type { Random } from '../words.ts'
import { DAY_MS, HOUR_MS } from './made-pool.ts'
import { drawShape, type Shapes } from './session-shapes.ts'

export interface PoolSession {
  readonly id: number
  readonly project: number
  readonly at: number
  /** Credits that its work takes. */
  readonly demand: number
  /** Credits per millisecond while it works. */
  readonly rate: number
  /** What is not done by then is given up. */
  readonly until: number
}

/** How long a person waits for an account, in all. */
const PATIENCE_MS = 6 * HOUR_MS
/** By the hour of the person's day, from midnight. */
const HOURS = [0, 0, 0, 0, 0, 0, 0, 1, 4, 8, 9, 9, 5, 7, 9, 9, 8, 6, 3, 2, 2, 2, 1, 0]
const HOURS_SUM = HOURS.reduce((sum, share) => sum + share, 0)
const OFFSETS = [0, 7, -8]
const WEEKEND = 0.2

export interface Load {
  readonly from: number
  readonly until: number
  /** Credits that all sessions together take. */
  readonly credits: number
  readonly projects: number
}

export function makeStream(random: Random, shapes: Shapes, { from, until, credits, projects }: Load): PoolSession[] {
  const sessions: Omit<PoolSession, 'id'>[] = []
  for (let sum = 0; sum < credits; ) {
    const { credits: demand, minutes } = drawShape(random, shapes)
    const at = arrival(random, from, until)
    const durationMs = minutes * 60_000
    const project = Math.floor(random() * projects)
    sessions.push({ project, at, demand, rate: demand / durationMs, until: at + durationMs + PATIENCE_MS })
    sum += demand
  }
  sessions.sort((a, b) => a.at - b.at)
  return sessions.map((session, id) => ({ id, ...session }))
}

function arrival(random: Random, from: number, until: number): number {
  for (;;) {
    const day = from + Math.floor(random() * ((until - from) / DAY_MS)) * DAY_MS
    const weekday = new Date(day).getUTCDay()
    if ((weekday === 0 || weekday === 6) && random() > WEEKEND) continue
    const hour = hourAt(random() * HOURS_SUM)
    const offset = OFFSETS[Math.floor(random() * OFFSETS.length)] ?? 0
    const at = day + (hour + random() - offset) * HOUR_MS
    if (at >= from && at < until) return at
  }
}

function hourAt(share: number): number {
  let hour = 0
  for (let left = share - (HOURS[0] ?? 0); left >= 0 && hour < HOURS.length - 1; left -= HOURS[hour] ?? 0) hour++
  return hour
}
