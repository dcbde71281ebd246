/** The OpenAPI 3.1 document, derived from the routes. */
import { z } from 'zod'
import { needsOf } from './access.ts'
import type { Route } from './route.ts'

const failure = {
  type: 'object',
  required: ['success', 'error', 'code', 'request_id'],
  properties: {
    success: { const: false },
    error: { type: 'string', description: 'What is wrong, for people' },
    suggestion: { type: 'string', description: 'What to do next' },
    code: { type: 'string', description: 'Stable name of the problem' },
    request_id: { type: 'string' },
  },
}

export function openApi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    paths[route.path] ??= {}
    ;(paths[route.path] as Record<string, object>)[route.method.toLowerCase()] = operation(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'PAAS AI Orchestrator',
      version,
      description: 'Accounts, sessions and briefings of one workspace. Every answer is `{ success, … }`.',
    },
    servers: [{ url: '/' }],
    paths,
    components: { schemas: { Failure: failure } },
  }
}

function operation(route: Route): object {
  const params = [...parameters(route.params, 'path'), ...parameters(route.query, 'query')]
  if (route.method === 'POST') params.push(IDEMPOTENCY_KEY)
  return {
    tags: [tagOf(route.path)],
    summary: route.summary,
    operationId: operationId(route),
    'x-needs': needsOf(route),
    ...(params.length > 0 && { parameters: params }),
    ...(route.body && { requestBody: { required: true, content: json(schemaOf(route.body, 'input')) } }),
    responses: {
      [route.status ?? 200]: { description: 'Done', content: json(success(route.answer)) },
      default: { description: 'Refused, with the reason', content: json({ $ref: '#/components/schemas/Failure' }) },
    },
  }
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key again gives the first answer again and does nothing twice (kept 24 hours).',
  schema: { type: 'string', maxLength: 200 },
}

function parameters(shape: z.ZodType | undefined, place: 'path' | 'query'): object[] {
  if (!shape) return []
  const schema = schemaOf(shape, 'input') as { properties?: Record<string, object>; required?: string[] }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const required = place === 'path' || (schema.required?.includes(name) ?? false)
    return { name, in: place, required, schema: property }
  })
}

function success(answer: z.ZodObject): object {
  return schemaOf(z.object({ success: z.literal(true) }).extend(answer.shape), 'output')
}

function schemaOf(shape: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return schema
}

const json = (schema: object) => ({ 'application/json': { schema } })
const tagOf = (path: string) => path.split('/')[2] as string

function operationId(route: Route): string {
  const words = route.path.replace('/api/', '').replace(/[{}]/g, '').split(/[/-]/)
  return [route.method.toLowerCase(), ...words].map((w, i) => (i ? w[0]?.toUpperCase() + w.slice(1) : w)).join('')
}
