import { route } from '../../http/route.ts'
import { one } from '../../http/shapes.ts'
import { personOf } from '../who-sees.ts'
import { keepPriceTable, readPriceTable } from './prices-store.ts'
import { readUsage } from './read-usage.ts'
import { newPrices, pricesKept, usageAnswer, usageQuery } from './schema.ts'

const TABLE_BYTES = 4 * 1_048_576

export const usageRoutes = [
  route({
    method: 'GET',
    path: '/api/usage',
    summary: 'Tokens and what they cost, each response of a model counted once',
    query: usageQuery,
    answer: usageAnswer,
    run: ({ sql, principal }, { query }) => readUsage(sql, query, personOf(principal)),
  }),
  route({
    method: 'GET',
    path: '/api/prices',
    summary: 'The price table that costs are computed from',
    answer: one(newPrices),
    run: ({ sql }) => ({ data: readPriceTable(sql) }),
  }),
  route({
    method: 'POST',
    path: '/api/prices',
    needs: 'admin',
    summary: 'A newer price table; costs of the past follow it too',
    body: newPrices,
    bodyBytesMax: TABLE_BYTES,
    answer: one(pricesKept),
    run: ({ sql }, { body }) => {
      keepPriceTable(sql, body)
      const { dated, source, models } = readPriceTable(sql)
      return { data: { dated, source, models: Object.keys(models).length } }
    },
  }),
]
