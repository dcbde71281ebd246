import { z } from 'zod'
import { route } from '../../http/route.ts'
import { byId, one } from '../../http/shapes.ts'
import { getAccountFor } from '../accounts/index.ts'
import { forecastAccount } from './forecast-account.ts'
import { forecastPool } from './forecast-pool.ts'
import { planByPool } from './plan-by-pool.ts'
import { plan, planWish, poolForecast, poolQuery, windowForecast } from './schema.ts'
import { toWireForecast, toWirePlan, toWirePool } from './to-wire.ts'

export const forecastRoutes = [
  route({
    method: 'GET',
    path: '/api/accounts/{id}/forecast',
    summary: 'When each window of an account runs out, as a range with a probability, or what is missing for one',
    params: byId,
    answer: z.object({ data: z.array(windowForecast) }),
    run: (call, { params }) => ({ data: forecastAccount(call, getAccountFor(call, params.id).id).map(toWireForecast) }),
  }),
  route({
    method: 'GET',
    path: '/api/forecast',
    summary: 'Windows that will run out before their reset, and quota about to be lost at one',
    query: poolQuery,
    answer: one(poolForecast),
    run: (call, { query }) => ({ data: toWirePool(forecastPool(call, query.hours)) }),
  }),
  route({
    method: 'POST',
    path: '/api/private/plan',
    needs: 'viewer',
    summary: 'How so many credits of work get done by a time: which account when, or what is possible',
    body: planWish,
    onlyReads: () => true,
    answer: one(plan),
    run: (call, { body }) => ({ data: toWirePlan(planByPool(call, body)) }),
  }),
]
