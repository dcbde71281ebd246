/** Reads the two tables that everybody uses: LiteLLM's `model_prices_and_context_window.json`, and models.dev's `api.json`. */
import { type Json, number, object, records, string } from '../transcript/json.ts'
import type { ModelPrice, Rates } from './price-table.ts'

export interface PricesRead {
  readonly source: 'LiteLLM' | 'models.dev'
  readonly models: Readonly<Record<string, ModelPrice>>
}

/** Makers that sell their own models; others sell the same ones again, at prices of their own. */
const MAKERS = new Set([
  ...['anthropic', 'openai', 'google', 'gemini', 'vertex_ai-language-models', 'xai', 'mistral', 'deepseek', 'moonshot'],
  ...['moonshotai', 'zai', 'minimax', 'alibaba', 'dashscope', 'perplexity', 'cohere_chat', 'cohere', 'groq', 'meta'],
])
const HOUR_TIMES_INPUT = 2

/** @returns null where it is neither of the two. */
export function readPrices(value: unknown): PricesRead | null {
  const table = object(value)
  if (!table) return null
  const found = readLiteLlm(table)
  if (Object.keys(found).length > 0) return { source: 'LiteLLM', models: found }
  const dev = readModelsDev(table)
  return Object.keys(dev).length > 0 ? { source: 'models.dev', models: dev } : null
}

function readLiteLlm(table: Json): Record<string, ModelPrice> {
  const models: Record<string, ModelPrice> = {}
  for (const [id, value] of Object.entries(table)) {
    const entry = object(value)
    const maker = string(entry?.litellm_provider)
    if (!entry || !maker || !MAKERS.has(maker) || id.includes(':')) continue
    const rates = litellmRates(entry, '')
    if (!rates) continue
    const name = id.replace(/^.*\//, '')
    // A name without its maker's prefix is the canonical one.
    if (models[name] && name !== id) continue
    models[name] = { ...rates, ...litellmLong(entry), ...fastOf(entry) }
  }
  return models
}

function litellmRates(entry: Json, suffix: string): Rates | null {
  const million = (name: string) => {
    const each = number(entry[`${name}${suffix}`]) ?? number(entry[name])
    return each === undefined ? undefined : perMillion(each * 1_000_000)
  }
  return ratesOf({
    input: million('input_cost_per_token'),
    output: million('output_cost_per_token'),
    cacheRead: million('cache_read_input_token_cost'),
    cacheWrite: million('cache_creation_input_token_cost'),
    cacheWriteHour: number(entry['cache_creation_input_token_cost_above_1hr'])
      ? million('cache_creation_input_token_cost_above_1hr')
      : undefined,
  })
}

function litellmLong(entry: Json): Pick<ModelPrice, 'long'> {
  for (const name of Object.keys(entry)) {
    const thousand = /^input_cost_per_token_above_(\d+)k_tokens$/.exec(name)?.[1]
    const rates = thousand === undefined ? null : litellmRates(entry, `_above_${thousand}k_tokens`)
    if (rates) return { long: { above: Number(thousand) * 1000, ...rates } }
  }
  return {}
}

function fastOf(entry: Json): Pick<ModelPrice, 'fast'> {
  const fast = number(object(entry['provider_specific_entry'])?.['fast'])
  return fast === undefined ? {} : { fast }
}

function readModelsDev(table: Json): Record<string, ModelPrice> {
  const models: Record<string, ModelPrice> = {}
  for (const [maker, value] of Object.entries(table)) {
    const sold = object(object(value)?.models)
    if (!sold || !MAKERS.has(maker)) continue
    for (const [id, model] of Object.entries(sold)) {
      const cost = object(object(model)?.cost)
      const rates = cost && modelsDevRates(cost, maker)
      if (rates) models[id] = { ...rates, ...modelsDevLong(cost, maker) }
    }
  }
  return models
}

function modelsDevRates(cost: Json, maker: string): Rates | null {
  const input = number(cost.input)
  // It names no price for an hour in the cache: twice the input, as scripts/generate-prices.mjs has it.
  const cacheWriteHour = maker === 'anthropic' && input !== undefined ? input * HOUR_TIMES_INPUT : undefined
  const { output, cache_read, cache_write } = cost
  return ratesOf({
    input,
    output: number(output),
    cacheRead: number(cache_read),
    cacheWrite: number(cache_write),
    cacheWriteHour,
  })
}

function modelsDevLong(cost: Json, maker: string): Pick<ModelPrice, 'long'> {
  const tier = records(cost.tiers)[0]
  const above = number(object(tier?.tier)?.size) ?? (object(cost['context_over_200k']) ? 200_000 : undefined)
  const rates = modelsDevRates(tier ?? object(cost['context_over_200k']) ?? {}, maker)
  return above !== undefined && rates ? { long: { above, ...rates } } : {}
}

/** What is free, or said to be, has no price that can be told from an unknown one. */
function ratesOf(said: { readonly [Name in keyof Rates]: number | undefined }): Rates | null {
  const { input, output, ...caches } = said
  if (input === undefined || output === undefined || input + output <= 0) return null
  const known = Object.entries(caches).filter(([, value]) => value !== undefined && value > 0)
  return { input, output, ...Object.fromEntries(known) }
}

const perMillion = (value: number): number => Math.round(value * 10_000) / 10_000
