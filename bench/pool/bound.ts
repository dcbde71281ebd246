/**
 * More work than this no rule can do, though it knew the future: the greatest flow from the sessions' demand through time
 * into the windows.
 *
 * Why it bounds. Take whatever a rule did. Cut time into slots at each full hour and at each instant where a window of the
 * pool begins or ends, and let f(s, k, p) be the credits that session s used in slot k on the accounts of kind g, whose
 * longest window was then in its period p. This is a flow of the network below, of the value of all work done:
 * 1. source → s: no session does more than its demand.
 * 2. s → k: it works at its rate at the most, and only between its arrival and the moment its person gives up.
 * 3. k → p: slots are cut where periods meet, so that all of k lies in one period p of kind g (grants: in all that are good
 *    then; one use may draw on several).
 * 4. k → day → p, where a rolling window of length L and capacity C lies within p: its windows are disjoint, each as long as L.
 *    Those that touch a day, or what the period holds of it, T long, begin within an interval of T + L, so that there are at most ⌈T / L⌉ + 1 of them.
 * 5. p → sink: n accounts of one kind have the same periods; what they use within one is n capacities at the most.
 * So the greatest flow is at least what the rule did. It is generous: it takes n accounts for one large one, splits a session
 * among any number at once at no cost, reads no briefing, and counts a rolling window that is cut by midnight on both days.
 */
import { calendarPeriod } from '../../src/core/quota/calendar-period.ts'
import { DAY_MS, HOUR_MS, type PoolAccount, type PoolWindow, type Span } from './made-pool.ts'
import { Network } from './max-flow.ts'
import type { PoolSession } from './session-stream.ts'

interface Period {
  readonly from: number
  readonly until: number
  readonly node: number
}

export function boundOf(pool: readonly PoolAccount[], sessions: readonly PoolSession[], { from, until }: Span): number {
  const network = new Network()
  const [source, sink] = [network.node(), network.node()]
  const kinds = Map.groupBy(pool, ({ kind }) => kind)
  const leaves = [...kinds.values()].flatMap(accounts => periodsOf(network, sink, accounts, { from, until }))
  const cuts = new Set(leaves.flatMap(period => [period.from, period.until]))
  for (let at = from; at <= until; at += HOUR_MS) cuts.add(at)
  const times = [...cuts].filter(at => at >= from && at <= until).sort((a, b) => a - b)
  const slots = times
    .slice(0, -1)
    .map((begin, i) => ({ from: begin, until: times[i + 1] as number, node: network.node() }))
  for (const slot of slots) {
    for (const leaf of leaves) {
      if (leaf.from <= slot.from && slot.until <= leaf.until)
        network.edge(slot.node, leaf.node, Number.POSITIVE_INFINITY)
    }
  }
  for (const { at, until: givenUp, demand, rate } of sessions) {
    const node = network.node()
    network.edge(source, node, demand)
    for (let i = firstEndingAfter(slots, at); i < slots.length; i++) {
      const slot = slots[i] as Period
      if (slot.from >= givenUp) break
      const ms = Math.min(slot.until, givenUp) - Math.max(slot.from, at)
      if (ms > 0) network.edge(node, slot.node, ms * rate)
    }
  }
  return network.maxFlow(source, sink)
}

function firstEndingAfter(slots: readonly Period[], at: number): number {
  let [low, high] = [0, slots.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((slots[middle] as Period).until > at) high = middle
    else low = middle + 1
  }
  return low
}

/** The periods of a kind's longest window, or the days within them where a rolling one lies in it. */
function periodsOf(network: Network, sink: number, accounts: readonly PoolAccount[], { from, until }: Span): Period[] {
  const { windows, usedBefore } = accounts[0] as PoolAccount
  const outer = windows.at(-1) as PoolWindow
  const inner = windows.length > 1 ? windows[0] : undefined
  const periods = spansOf(outer, { from, until }).map(({ capacity, ...span }) => {
    const node = network.node()
    network.edge(node, sink, accounts.length * (span.from < from ? capacity - usedBefore : capacity))
    return { ...span, node }
  })
  if (inner?.renewal.kind !== 'rolling') return periods
  const { lengthMs } = inner.renewal
  return periods.flatMap(period => {
    const days: Period[] = []
    for (let day = Math.floor(period.from / DAY_MS) * DAY_MS; day < period.until; day += DAY_MS) {
      const span = { from: Math.max(day, period.from, from), until: Math.min(day + DAY_MS, period.until, until) }
      if (span.until <= span.from) continue
      const node = network.node()
      const opened = Math.ceil((span.until - span.from) / lengthMs) + 1
      network.edge(node, period.node, accounts.length * inner.capacity * opened)
      days.push({ ...span, node })
    }
    return days
  })
}

function spansOf({ renewal, capacity }: PoolWindow, { from, until }: Span): (Span & { capacity: number })[] {
  switch (renewal.kind) {
    case 'daily':
    case 'weekly':
    case 'monthly': {
      const spans = []
      for (let at = from; at < until; ) {
        const period = calendarPeriod(renewal, at)
        spans.push({ ...period, capacity })
        at = period.until
      }
      return spans
    }
    case 'grants':
      return renewal.grants.map(grant => ({ from: grant.from, until: grant.until, capacity: grant.amount }))
    case 'prepaid':
      return [{ from, until, capacity }]
    default:
      throw new Error(`no bound is known for ${renewal.kind}`)
  }
}
