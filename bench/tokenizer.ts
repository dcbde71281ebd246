/**
 * Counting a brief for ChatGPT: our counter of byte pairs against gpt-tokenizer, whose table it shares, each loaded in processes
 * of its own and in turns: `node bench/tokenizer.ts`.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Figure, median, runAlone } from './measure.ts'
import { code, prose, seeded } from './words.ts'

/** @returns how it counts, loaded as the product would */
const COUNTERS = {
  ours: async () => {
    const { tokenizerOf } = await import('../src/runtimes/node/tokenizers.ts')
    const counter = tokenizerOf('chatgpt')
    if (!counter) throw new Error('there is no table of byte pairs')
    return counter.count
  },
  'gpt-tokenizer': async () => {
    const { countTokens } = createRequire(import.meta.url)(
      'gpt-tokenizer/encoding/o200k_base',
    ) as typeof import('gpt-tokenizer/encoding/o200k_base')
    return (text: string) => countTokens(text, { disallowedSpecial: new Set() })
  },
}
type Counter = keyof typeof COUNTERS

interface Measured {
  readonly loadMs: number
  readonly bytes: number
  readonly tokensPerSecond: number
  readonly tokens: number
}

const MB = 1e6
const RUNS = 5
const TEXTS = 40
const TEXT_CHARS = 50_000
const WARM_TEXTS = 10
/** Says to a child which one to measure. */
const CHILD = 'PAAS_BENCH_TOKENIZER'

async function measureOne(counter: Counter): Promise<Measured> {
  const random = seeded(7)
  const texts = Array.from({ length: TEXTS }, (_, i) => (i % 2 ? prose : code)(random, TEXT_CHARS))
  // Whoever writes a brief has loaded this already.
  await import('../src/core/brief/index.ts')
  const before = inUse()
  const begun = performance.now()
  const count = await COUNTERS[counter]()
  const loadMs = performance.now() - begun
  const bytes = inUse() - before
  for (const text of texts.slice(0, WARM_TEXTS)) count(text)
  const from = performance.now()
  const tokens = texts.slice(WARM_TEXTS).reduce((sum, text) => sum + count(text), 0)
  return { loadMs, bytes, tokensPerSecond: (tokens / (performance.now() - from)) * 1000, tokens }
}

/** Bytes of the process in memory, after what is garbage has gone. */
function inUse(): number {
  globalThis.gc?.()
  return process.memoryUsage.rss()
}

function runChild(counter: Counter): Measured {
  const { status, stdout } = spawnSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url)], {
    env: { ...process.env, [CHILD]: counter },
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${counter} ended with ${status}`)
  return JSON.parse(stdout)
}

async function measure(): Promise<Figure[]> {
  const runs: Record<Counter, Measured[]> = { ours: [], 'gpt-tokenizer': [] }
  for (let run = 0; run < RUNS; run++) {
    for (const counter of Object.keys(runs) as Counter[]) runs[counter].push(runChild(counter))
  }
  const of = (counter: Counter, key: keyof Measured) => median(runs[counter].map(measured => measured[key]))
  const figure = (name: string, key: keyof Measured, unit: string, per: number, goal?: Figure['goal']): Figure => ({
    name: `tokens of ChatGPT: ${name}`,
    measured: of('ours', key) / per,
    unit,
    goal,
    note: `median of ${RUNS}; gpt-tokenizer in turns ${(of('gpt-tokenizer', key) / per).toPrecision(3)}`,
  })
  return [
    figure('table read from its file and opened', 'loadMs', 'ms', 1, { atMost: 50 }),
    figure('memory taken by that', 'bytes', 'MB', MB, { atMost: 10 }),
    figure('counted, of prose and code', 'tokensPerSecond', 'million/s', MB),
    {
      name: 'tokens of ChatGPT: counted differently from gpt-tokenizer',
      measured: Math.abs(of('ours', 'tokens') - of('gpt-tokenizer', 'tokens')),
      unit: 'tokens',
      goal: { atMost: 0 },
      note: `of ${of('ours', 'tokens')}`,
    },
  ]
}

const asked = process.env[CHILD]
if (asked) console.log(JSON.stringify(await measureOne(asked as Counter)))
else await runAlone(import.meta.url, measure)
