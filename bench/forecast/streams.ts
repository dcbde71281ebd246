/** Made-up people and how they work with an assistant: sessions with long gaps, good and bad weeks, habits that change. */
import { type Random, seeded } from '../words.ts'

export interface Use {
  readonly at: number
  readonly amount: number
}

export interface Stream {
  readonly name: string
  /** Oldest first. */
  readonly uses: readonly Use[]
  /** Of everyone on the same project, where that is known. */
  readonly project?: readonly Use[]
}

/** A session: what it used so many milliseconds after it began. */
export type Shape = readonly { readonly after: number; readonly amount: number }[]

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const BEGIN = Date.parse('2026-06-01T00:00:00Z')
const DAYS = 84

interface Person {
  readonly name: string
  /** Sessions that begin on a day of a week, in the mean; of days from Monday on. */
  readonly sessions: (weekday: number, week: number) => number
  /** When they begin, in hours of the day. */
  readonly hours: readonly [from: number, until: number]
  /** How much busy and quiet weeks, and days, differ (sigma of a lognormal). */
  readonly weeks: number
  readonly days: number
}

const workday = (weekday: number) => weekday < 5
const PEOPLE: readonly Person[] = [
  { name: 'office hours', sessions: day => (workday(day) ? 3.5 : 0.1), hours: [8, 17], weeks: 0.3, days: 0.4 },
  { name: 'evenings and weekends', sessions: day => (workday(day) ? 0.6 : 2), hours: [17, 23], weeks: 0.5, days: 0.5 },
  { name: 'now and then', sessions: () => 0.4, hours: [9, 22], weeks: 0.6, days: 0.3 },
  { name: 'a team in three zones', sessions: day => (workday(day) ? 9 : 2), hours: [0, 24], weeks: 0.2, days: 0.3 },
  { name: 'deadlines', sessions: (_, week) => (week % 4 === 3 ? 5 : 1.2), hours: [9, 24], weeks: 0.4, days: 0.5 },
  {
    name: 'habits that change',
    sessions: (day, week) => (week < 6 ? (workday(day) ? 1.5 : 0.2) : 3),
    hours: [10, 20],
    weeks: 0.3,
    days: 0.4,
  },
  { name: 'away for a week', sessions: (_, week) => (week % 5 === 4 ? 0 : 2.5), hours: [8, 19], weeks: 0.3, days: 0.4 },
]

/** One stream of every kind of person. @param shapes of real sessions; made up where there are none. */
export function madeUpStreams(seed: number, shapes: readonly Shape[] = []): Stream[] {
  return PEOPLE.map((person, i) => {
    const random = seeded(seed * 1000 + i)
    const uses: Use[] = []
    let week = 1
    for (let day = 0; day < DAYS; day++) {
      if (day % 7 === 0) week = Math.exp(person.weeks * normal(random))
      const mean = person.sessions(day % 7, Math.floor(day / 7)) * week * Math.exp(person.days * normal(random))
      const [from, until] = person.hours
      for (let left = poisson(random, mean); left > 0; left--) {
        // Most begin in the middle of the hours.
        const hour = from + ((random() + random()) / 2) * (until - from)
        const at = BEGIN + day * DAY_MS + hour * HOUR_MS
        const shape = shapes.length ? (shapes[Math.floor(random() * shapes.length)] as Shape) : shapeOf(random)
        for (const { after, amount } of shape) uses.push({ at: Math.round(at + after), amount })
      }
    }
    return { name: person.name, uses: uses.sort((a, b) => a.at - b.at) }
  })
}

/** Uses a minute or two apart with breaks between, of sizes that differ by ten and more; the longer the rarer. */
function shapeOf(random: Random): Shape {
  const length = Math.min(8 * HOUR_MS, 45 * MINUTE_MS * Math.exp(0.9 * normal(random)))
  const pace = Math.exp(0.5 * normal(random))
  const shape: { after: number; amount: number }[] = []
  for (let after = 0; after < length; ) {
    shape.push({ after, amount: pace * Math.exp(normal(random)) })
    const pause = random() < 0.06 ? 20 * MINUTE_MS : 1.5 * MINUTE_MS
    after += pause * -Math.log(1 - random())
  }
  return shape
}

const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

function poisson(random: Random, mean: number): number {
  let count = 0
  for (let product = random(); product > Math.exp(-mean); product *= random()) count++
  return count
}
