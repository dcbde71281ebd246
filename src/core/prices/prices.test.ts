import { expect, test } from 'vitest'
import { costUsd } from './cost.ts'
import { openPrices } from './find-price.ts'
import { mergeTables, type PriceTable } from './price-table.ts'
import { readPrices } from './read-prices.ts'
import { shippedPrices } from './shipped.generated.ts'

const table: PriceTable = {
  dated: '2026-11-01',
  source: 'a test',
  models: {
    'claude-opus-4-6': { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25, cacheWriteHour: 10, fast: 6 },
    'claude-sonnet-4-20250514': { input: 3, output: 15, long: { above: 200_000, input: 6, output: 22.5 } },
    'gpt-4o': { input: 2.5, output: 10 },
    'gpt-4o-2024-05-13': { input: 5, output: 15 },
  },
}
const find = openPrices(table)
const tokens = (more: object) => ({
  input_tokens: 0,
  output_tokens: 0,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  cache_write_hour_tokens: 0,
  ...more,
})
const costOf = (model: string, more: object, above = 0) => {
  const found = find(model)
  return found && costUsd(found, tokens(more), above)
}

test('a model is found however a log spells it', () => {
  const spellings = [
    ...['claude-opus-4-6', 'anthropic/claude-opus-4.6', 'claude-opus-4-6-20260205', 'claude-opus-4-6@20260205'],
    ...['us.anthropic.claude-opus-4-6-20260205-v1:0', 'claude-opus-4-6[1m]', 'Claude-Opus-4-6'],
  ]
  for (const name of spellings) expect([name, find(name)?.price.input]).toEqual([name, 5])
  expect(find('claude-sonnet-4')?.price.input).toBe(3)
})

test('a dated model has its own price where it has one, else that of its name', () => {
  expect(find('gpt-4o-2024-05-13')?.price.input).toBe(5)
  expect(find('gpt-4o-2024-11-20')?.price.input).toBe(2.5)
})

test('an unknown model has no price, which is not a price of zero', () => {
  for (const name of ['unknown', 'claude-opus', 'claude-opus-4-60', 'gpt', '', 'gpt-4o-fast'])
    expect(find(name)).toBeNull()
})

test('each kind of token costs its own, an hour in the cache more than five minutes', () => {
  const million = 1_000_000
  expect(costOf('claude-opus-4-6', { input_tokens: million })).toBe(5)
  expect(costOf('claude-opus-4-6', { output_tokens: million })).toBe(25)
  expect(costOf('claude-opus-4-6', { cache_read_tokens: million })).toBe(0.5)
  expect(costOf('claude-opus-4-6', { cache_write_tokens: million })).toBe(6.25)
  expect(costOf('claude-opus-4-6', { cache_write_tokens: million, cache_write_hour_tokens: million })).toBe(10)
  expect(costOf('claude-opus-4-6-fast', { input_tokens: million })).toBe(30)
})

test('a long prompt costs what its maker asks for long ones, all of it', () => {
  const used = { input_tokens: 1_000_000, output_tokens: 1_000_000 }
  expect(costOf('claude-sonnet-4', used, 128_000)).toBe(18)
  expect(costOf('claude-sonnet-4', used, 200_000)).toBe(28.5)
})

test("the shipped table knows today's models and says the day it is of", () => {
  const shipped = openPrices(shippedPrices)
  const names = ['claude-opus-4-5-20251101', 'claude-sonnet-4-6', 'gpt-5-codex', 'gpt-5.5', 'gemini-2.5-flash']
  for (const name of names) expect([name, shipped(name)?.price.input]).toEqual([name, expect.any(Number)])
  expect(shippedPrices.dated).toMatch(/^20\d\d-\d\d-\d\d$/)
  expect(shippedPrices.source).toContain('LiteLLM')
})

test("LiteLLM's table is read: per token, with its tiers, hours and fast modes", () => {
  const read = readPrices({
    sample_spec: { input_cost_per_token: 0 },
    'claude-x': {
      litellm_provider: 'anthropic',
      input_cost_per_token: 3e-6,
      output_cost_per_token: 1.5e-5,
      cache_read_input_token_cost: 3e-7,
      cache_creation_input_token_cost: 3.75e-6,
      cache_creation_input_token_cost_above_1hr: 6e-6,
      input_cost_per_token_above_200k_tokens: 6e-6,
      output_cost_per_token_above_200k_tokens: 2.25e-5,
      provider_specific_entry: { fast: 6 },
    },
    'openrouter/anthropic/claude-x': {
      litellm_provider: 'openrouter',
      input_cost_per_token: 1,
      output_cost_per_token: 1,
    },
    'gemini/gemini-x': { litellm_provider: 'gemini', input_cost_per_token: 1e-6, output_cost_per_token: 2e-6 },
    free: { litellm_provider: 'openai', input_cost_per_token: 0, output_cost_per_token: 0 },
  })
  expect(read?.source).toBe('LiteLLM')
  expect(read?.models).toEqual({
    'claude-x': {
      input: 3,
      output: 15,
      cacheRead: 0.3,
      cacheWrite: 3.75,
      cacheWriteHour: 6,
      long: { above: 200_000, input: 6, output: 22.5, cacheRead: 0.3, cacheWrite: 3.75, cacheWriteHour: 6 },
      fast: 6,
    },
    'gemini-x': { input: 1, output: 2 },
  })
})

test("models.dev's table is read: makers only, per million", () => {
  const read = readPrices({
    anthropic: {
      models: {
        'claude-x': {
          cost: { input: 3, output: 15, cache_read: 0.3, context_over_200k: { input: 6, output: 22.5 } },
        },
      },
    },
    openai: {
      models: { 'gpt-x': { cost: { input: 1, output: 2, tiers: [{ input: 2, output: 3, tier: { size: 272_000 } }] } } },
    },
    reseller: { models: { 'claude-x': { cost: { input: 9, output: 9 } } } },
  })
  expect(read?.source).toBe('models.dev')
  expect(read?.models).toEqual({
    'claude-x': {
      input: 3,
      output: 15,
      cacheRead: 0.3,
      cacheWriteHour: 6,
      long: { above: 200_000, input: 6, output: 22.5, cacheWriteHour: 12 },
    },
    'gpt-x': { input: 1, output: 2, long: { above: 272_000, input: 2, output: 3 } },
  })
})

test('what is no price table is none', () => {
  for (const value of [null, [], 'x', {}, { a: 1 }, { anthropic: { models: {} } }]) expect(readPrices(value)).toBeNull()
})

test('of two tables the newer one holds, and what only the older one knows stays known', () => {
  const newer = { dated: '2026-12-01', source: 'newer', models: { 'gpt-4o': { input: 1, output: 1 } } }
  for (const merged of [mergeTables(table, newer), mergeTables(newer, table)]) {
    expect([merged.dated, merged.source]).toEqual(['2026-12-01', 'newer'])
    expect(merged.models['gpt-4o']?.input).toBe(1)
    expect(merged.models['claude-opus-4-6']?.input).toBe(5)
  }
})
