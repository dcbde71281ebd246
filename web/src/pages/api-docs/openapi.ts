/** The parts of an OpenAPI 3.1 document that the page reads. */

export interface Schema {
  $ref?: string
  type?: string | string[]
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  additionalProperties?: Schema | boolean
  default?: unknown
  format?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

interface Body {
  content?: Record<string, { schema?: Schema }>
  description?: string
}

export interface Operation {
  method: string
  path: string
  tags?: string[]
  summary?: string
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[]
  requestBody?: Body
  responses?: Record<string, Body>
}

export interface Document {
  info: { title: string; version: string; description?: string }
  paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>
  components?: { schemas?: Record<string, Schema> }
}

export function byTag(document: Document): [string, Operation[]][] {
  const tags = new Map<string, Operation[]>()
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? 'other'
      tags.set(tag, [...(tags.get(tag) ?? []), { ...operation, method: method.toUpperCase(), path }])
    }
  return [...tags]
}

export const schemaOf = (body: Body | undefined) => body?.content?.['application/json']?.schema

/** A schema in a few words: `integer, 1–1000`, `one of low, medium, high`, `list of object`. */
export function inWords(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? schema.$ref
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map(value => JSON.stringify(value)).join(' | ')
  const some = schema.anyOf ?? schema.oneOf
  if (some) return [...new Set(some.map(inWords))].join(' | ')
  if (schema.allOf) return schema.allOf.map(inWords).join(' & ')
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any')
  if (type === 'array') return `list of ${schema.items ? inWords(schema.items) : 'any'}`
  return [schema.format ? `${type} (${schema.format})` : type, range(schema)].filter(Boolean).join(', ')
}

function range({ minimum, maximum, minLength, maxLength }: Schema): string {
  const from = minimum ?? minLength
  const known = (bound: number | undefined) => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
  const to = known(maximum ?? maxLength) ? (maximum ?? maxLength) : undefined
  const unit = minLength !== undefined || maxLength !== undefined ? ' characters' : ''
  if (!known(from) && to === undefined) return ''
  if (to === undefined) return `at least ${from}${unit}`
  return known(from) ? `${from} to ${to}${unit}` : `at most ${to}${unit}`
}

/** What stands inside a schema: its own properties, or those of its list's rows or of its one object alternative. */
export function inside(schema: Schema, named: Record<string, Schema>): Schema | undefined {
  if (schema.$ref) return inside(named[schema.$ref.split('/').at(-1) ?? ''] ?? {}, {})
  if (schema.properties) return schema
  if (schema.items) return inside(schema.items, named)
  for (const some of schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []) {
    const found = inside(some, named)
    if (found) return found
  }
  return undefined
}
