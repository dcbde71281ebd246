/** Searching a gigabyte of conversation: how long an answer takes, how large the index is, what it costs at capture. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { LOCAL_OWNER } from '../src/platform/call.ts'
import { type NodeSql, openSql } from '../src/runtimes/node/sql.ts'
import { openWorkspace, type WorkspaceApp } from '../src/workspace/app.ts'
import { indexPortion, isIndexBehind } from '../src/workspace/search/index.ts'
import { type Figure, inFolder, median, quantile, runAlone, timeMs } from './measure.ts'
import { spokenTurns, wordOf } from './spoken.ts'
import { type Random, seeded } from './words.ts'

const { values } = parseArgs({ options: { megabytes: { type: 'string', default: '1000' } } })
const MB = 1e6
const SIZE = Number(values.megabytes) * MB
/** For the comparison at capture. */
const PART = Math.min(SIZE, 60 * MB)
const PROJECTS = 40
const TOOLS = ['claude-code', 'codex', 'gemini-cli']
const BATCH = 400
const EACH = 100
const START = Date.parse('2025-11-01T08:00:00Z')

interface Place {
  readonly sql: NodeSql
  readonly app: WorkspaceApp
  readonly file: string
}

function openPlace(file: string): Place {
  const sql = openSql(file)
  const log = { error: (message: string, detail: object) => console.error(message, detail) }
  return { sql, file, app: openWorkspace({ sql, clock: Date.now, alarm: { wakeAt() {} }, log, version: 'bench' }) }
}

/** Sessions of 50 to 700 turns, recorded as an importer would. @returns the time that recording took. */
function record({ app }: Place, size: number, afterBatch = () => {}): { ms: number; chars: number } {
  let chars = 0
  let ms = 0
  for (let session = 0; chars < size; session++) {
    const random = seeded(session + 1)
    const talk = spokenTurns(random)
    const many = Math.floor(50 + 650 * random() ** 2)
    for (let n = 0; n < many; n += BATCH) {
      const turns = Array.from({ length: Math.min(BATCH, many - n) }, (_, i) =>
        turnOf(talk, random, session, n + i + 1),
      )
      chars += turns.reduce((sum, turn) => sum + turn.text.length, 0)
      const from = performance.now()
      app.capture([
        {
          tool: TOOLS[session % TOOLS.length] as string,
          session_key: `s${session}`,
          project: { name: `project ${session % PROJECTS}` },
          turns,
          usage: [],
        },
      ])
      afterBatch()
      ms += performance.now() - from
    }
  }
  return { ms, chars }
}

/** In the proportions of real sessions. */
function turnOf(talk: Generator<string>, random: Random, session: number, n: number) {
  const share = random()
  const [role, kind] =
    share < 0.05
      ? (['user', 'text'] as const)
      : share < 0.24
        ? (['assistant', 'text'] as const)
        : share < 0.62
          ? (['assistant', 'tool_call'] as const)
          : (['tool', 'tool_result'] as const)
  const at = START + session * 5_000_000 + n * 15_000
  return { type: 'turn', key: `k${n}`, line: n, role, kind, text: talk.next().value as string, at } as const
}

function indexAll({ sql }: Place): number[] {
  const portions: number[] = []
  while (isIndexBehind(sql)) {
    const from = performance.now()
    sql.transaction(() => indexPortion(sql))
    portions.push(performance.now() - from)
  }
  return portions
}

/** Evenly spread over the orders of magnitude. */
const rankBetween = (random: Random, from: number, to: number) => Math.floor(from * (to / from) ** random())

/** What people search for; every call another one. */
function queriesOf({ sql }: Place): Record<string, (random: Random) => Record<string, string>> {
  const last = sql.get<{ n: number }>('SELECT max(id) AS n FROM conversation_history')?.n ?? 1
  const word = (random: Random, from: number, to: number) => wordOf(rankBetween(random, from, to))
  const phrase = (random: Random, words: number): string => {
    const id = 1 + Math.floor(random() * last)
    const query = 'SELECT content FROM conversation_history WHERE id = ?'
    const said = sql.get<{ content: string }>(query, id)?.content.match(/\w+/g) ?? []
    const from = Math.floor(random() * Math.max(1, said.length - words))
    return said.slice(from, from + words).join(' ')
  }
  return {
    'a rare word': r => ({ q: word(r, 10_000, 500_000) }),
    'a word of some sessions': r => ({ q: word(r, 500, 10_000) }),
    'a common word': r => ({ q: word(r, 1, 200) }),
    'two words': r => ({ q: `${word(r, 20, 20_000)} ${word(r, 20, 20_000)}` }),
    'three words': r => ({ q: `${word(r, 5, 2000)} ${word(r, 5, 2000)} ${word(r, 5, 2000)}` }),
    'a phrase of two or three': r => ({ q: `"${phrase(r, r() < 0.5 ? 2 : 3)}"` }),
    'a beginning': r => ({ q: `${wordOf(rankBetween(r, 2000, 50_000)).slice(0, 5)}*` }),
    'a word without another': r => ({ q: `${word(r, 100, 5000)} -${word(r, 10, 200)}` }),
    'a word in a project': r => ({ q: word(r, 5, 2000), project: String(1 + Math.floor(r() * PROJECTS)) }),
    'a word since a day': r => ({ q: word(r, 5, 2000), since: '2025-11-20' }),
  }
}

async function ask({ app }: Place, query: Record<string, string>): Promise<number> {
  const request = new Request(`http://localhost/api/search?${new URLSearchParams(query)}`)
  const from = performance.now()
  const response = await app.fetch(request, { principal: LOCAL_OWNER })
  const text = await response.text()
  const ms = performance.now() - from
  if (response.status !== 200) throw new Error(text)
  return ms
}

async function measureAnswers(place: Place): Promise<Figure[]> {
  const kinds = Object.entries(queriesOf(place))
  const times = new Map<string, number[]>(kinds.map(([name]) => [name, []]))
  const random = seeded(2026)
  // The first answers of a process run before the engine has compiled the code.
  for (let i = 0; i < 3; i++) for (const [, query] of kinds) await ask(place, query(random))
  for (let i = 0; i < EACH; i++) {
    for (const [name, query] of kinds) times.get(name)?.push(await ask(place, query(random)))
  }
  const all = [...times.values()].flat()
  const spread = (ms: readonly number[]) =>
    `p95 ${quantile(ms, 0.95).toFixed(0)} ms, p99 ${quantile(ms, 0.99).toFixed(0)} ms of ${ms.length} different ones`
  const figure = { measured: median(all), unit: 'ms', goal: { atMost: 50 }, note: spread(all) }
  return [
    { name: `search over ${(SIZE / MB).toFixed(0)} MB of conversation, median`, ...figure },
    ...[...times].map(([name, ms]) => ({ name: `… ${name}`, measured: median(ms), unit: 'ms', note: spread(ms) })),
  ]
}

async function compareCapture(folder: string): Promise<Figure[]> {
  const later = record(openPlace(join(folder, 'later.db')), PART)
  const inline = openPlace(join(folder, 'inline.db'))
  const atOnce = record(inline, PART, () => void indexAll(inline))
  const rate = ({ ms, chars }: { ms: number; chars: number }) => ({ measured: chars / MB / (ms / 1000), unit: 'MB/s' })
  return [
    { name: 'turns recorded, index left for the moment after (ours)', ...rate(later), note: 'MB of conversation' },
    { name: 'turns recorded, each batch indexed before it is answered', ...rate(atOnce), note: 'MB of conversation' },
  ]
}

async function measure(folder: string): Promise<Figure[]> {
  const capture = await compareCapture(folder)
  const place = openPlace(join(folder, 'search.db'))
  const { chars } = record(place, SIZE)
  const sizeOf = () => {
    place.sql.get('PRAGMA wal_checkpoint(TRUNCATE)')
    return statSync(place.file).size
  }
  const before = sizeOf()
  let portions: number[] = []
  const indexMs = await timeMs(() => {
    portions = indexAll(place)
  })
  const index = sizeOf() - before
  const answers = await measureAnswers(place)
  const turns = place.sql.get<{ n: number }>('SELECT count(*) AS n FROM conversation_history')?.n
  place.sql.close()
  return [
    ...answers,
    {
      name: 'index, of the conversation',
      measured: (100 * index) / chars,
      unit: '%',
      note: `${(index / MB).toFixed(0)} MB beside ${(before / MB).toFixed(0)} MB of database; ${turns} turns`,
    },
    {
      name: 'indexing, MB of conversation',
      measured: chars / MB / (indexMs / 1000),
      unit: 'MB/s',
      note: `in portions: median ${median(portions).toFixed(0)} ms, p99 ${quantile(portions, 0.99).toFixed(0)} ms`,
    },
    ...capture,
  ]
}

await runAlone(import.meta.url, () => inFolder(measure))
