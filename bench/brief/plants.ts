/** Facts put into the past of a session at spread places: a brief that is worth its name still holds them. */
import type { TurnEvent } from '../../src/core/transcript/event.ts'

interface Plant {
  readonly role: 'user' | 'assistant'
  readonly text: string
  /** What must stand in the brief, in any case of letters. */
  readonly marks: readonly string[]
}

const PLANTS: readonly Plant[] = [
  {
    role: 'user',
    text: 'Please do not rename anything in vendor/otter_sdk.lua, another team signs that file.',
    marks: ['otter_sdk.lua', 'not rename'],
  },
  { role: 'user', text: 'The preview server has to listen on 39417, everything else is firewalled.', marks: ['39417'] },
  {
    role: 'user',
    text: 'Round every amount to whole yen, but invoices for Halvorsen Marine stay at three decimals.',
    marks: ['yen', 'Halvorsen'],
  },
  { role: 'user', text: "Let's stay with luxon; I don't want dayjs in this code base.", marks: ['luxon', 'dayjs'] },
  {
    role: 'assistant',
    text: 'We go with a queue depth of 12 since the broker drops connections above 15; a bounded channel per tenant was rejected as too slow.',
    marks: ['queue depth', '12'],
  },
  {
    role: 'assistant',
    text: 'Root cause: PelicanIndex.rebuild() read the cache before it was invalidated; solved by clearing it first.',
    marks: ['PelicanIndex'],
  },
  {
    role: 'assistant',
    text: 'Not solved yet: job 77-reindex-shards stops with an empty cursor on the second shard.',
    marks: ['77-reindex-shards', 'empty cursor'],
  },
  {
    role: 'user',
    text: 'It must be tagged rc/marble-3 and be ready on Monday at 9:30.',
    marks: ['rc/marble-3', 'Monday'],
  },
]

export function plant(past: readonly TurnEvent[]): TurnEvent[] {
  const planted = [...past]
  PLANTS.forEach(({ role, text }, i) => {
    const at = Math.floor(planted.length * (0.1 + (0.8 * i) / PLANTS.length))
    const human = role === 'user' || undefined
    planted.splice(at, 0, { type: 'turn', key: `planted-${i}`, line: 0, role, kind: 'text', text, human })
  })
  return planted
}

/** The share of them that survives. */
export function plantsKept(brief: string): number {
  const text = brief.toLowerCase()
  const kept = PLANTS.filter(({ marks }) => marks.every(mark => text.includes(mark.toLowerCase())))
  return kept.length / PLANTS.length
}
