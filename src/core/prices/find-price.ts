/** Finds a model's price by the name that a log has for it, which is seldom the table's. */
import type { ModelPrice, PriceTable } from './price-table.ts'

export interface PriceFound {
  readonly price: ModelPrice
  /** How many times the price: 1 but in a fast mode. */
  readonly times: number
}

/** Null: no price is known, which is not a price of zero. */
export type FindPrice = (model: string) => PriceFound | null

const DATE = /[-@](?:20\d{6}|20\d\d-\d\d-\d\d)$/
const FAST = /-fast$/

/** Nothing is guessed: a name is the table's own, or it differs in date, maker's prefix or spelling of the version. */
export function openPrices({ models }: PriceTable): FindPrice {
  const undated = new Map<string, string>()
  for (const name of Object.keys(models).sort()) if (DATE.test(name)) undated.set(name.replace(DATE, ''), name)
  const known = new Map<string, PriceFound | null>()

  function find(model: string): PriceFound | null {
    for (const name of spellings(model)) {
      const price = models[name] ?? models[undated.get(name) ?? '']
      if (price) return { price, times: 1 }
    }
    const slow = FAST.test(model) ? find(model.replace(FAST, '')) : null
    return slow?.price.fast === undefined ? null : { price: slow.price, times: slow.price.fast }
  }

  return model => {
    const found = known.get(model)
    if (found !== undefined) return found
    const looked = find(model)
    known.set(model, looked)
    return looked
  }
}

/** From the name as it is to the barest: `us.anthropic.claude-opus-4-6-20260205-v1:0` is `claude-opus-4-6` at last. */
function spellings(model: string): Set<string> {
  const plain = model.trim().toLowerCase().replace('@', '-')
  const bare = plain
    .replace(/^.*\//, '')
    .replace(/^(?:[a-z]+\.)?(?:anthropic|openai|google|meta|mistral|deepseek)\./, '')
    .replace(/\[1m\]$/, '')
    .replace(/-v\d+(?::\d+)?$/, '')
    .replace(/:thinking$/, '')
  const maker = bare.startsWith('claude') ? bare.replace(/(\d)\.(\d)/g, '$1-$2') : bare
  const undated = maker.replace(DATE, '')
  return new Set([model, plain, bare, maker, undated, undated.replace(/-(?:latest|thinking)$/, '')])
}
