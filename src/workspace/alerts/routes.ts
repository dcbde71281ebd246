import { z } from 'zod'
import { resource } from '../../http/resource.ts'
import { route } from '../../http/route.ts'
import { answerPage, byId, many, one } from '../../http/shapes.ts'
import { personOf } from '../who-sees.ts'
import { countAlerts, getAlertFor, listAlerts } from './alert-store.ts'
import { changeAlert, seeAlerts } from './change-alert.ts'
import { changePolicy, createPolicy, deletePolicy } from './keep-policies.ts'
import { getPolicy, listPolicies } from './policy-store.ts'
import { alert, alertChange, alertCounts, alertQuery, newPolicy, policy, policyChange, policyQuery } from './schema.ts'

export const alertRoutes = [
  ...resource({
    path: '/api/policies',
    noun: 'a policy: a condition, and what is done when it comes true',
    listed: 'What is watched for, and what is done when it comes true',
    needs: { write: 'admin' },
    row: policy,
    query: policyQuery,
    new: newPolicy,
    change: policyChange,
    list: ({ sql, principal }, query) => listPolicies(sql, query, personOf(principal)),
    get: ({ sql, principal }, id) => getPolicy(sql, id, personOf(principal)),
    create: createPolicy,
    update: changePolicy,
    remove: deletePolicy,
  }),
  route({
    method: 'GET',
    path: '/api/alerts',
    summary: 'What came true of the policies, newest first',
    query: alertQuery,
    answer: many(alert).extend({ counts: alertCounts }),
    run: ({ sql, principal }, { query }) => {
      const person = personOf(principal)
      return { ...answerPage(listAlerts(sql, query, person)), counts: countAlerts(sql, person) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/alerts/{id}',
    summary: 'Get an alert',
    params: byId,
    answer: one(alert),
    run: ({ sql, principal }, { params }) => ({ data: getAlertFor(sql, params.id, personOf(principal)) }),
  }),
  route({
    method: 'PATCH',
    path: '/api/alerts/{id}',
    summary: 'Mark an alert as seen, dismissed or new',
    params: byId,
    body: alertChange,
    answer: one(alert),
    run: (call, { params, body }) => ({ data: changeAlert(call, params.id, body) }),
  }),
  route({
    method: 'POST',
    path: '/api/alerts/seen',
    summary: 'Mark every new alert as seen',
    answer: z.object({ seen: z.number().int().describe('How many were new') }),
    run: call => seeAlerts(call),
  }),
]
