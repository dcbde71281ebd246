/** Values that a shape takes, mostly: from its JSON Schema, with ids that lead to something. */
import fc from 'fast-check'
import { z } from 'zod'

interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly prefixItems?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly format?: string
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minLength?: number
}

/** @throws where the shape says something that this does not know: then it has to learn it. */
export function ofShape(shape: z.ZodType): fc.Arbitrary<unknown> {
  return ofSchema(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema)
}

const WORDS = ['shop', 'codex', 'claude', 'a', 'Fix the basket', 'src/basket.ts', '#1', 'daily', 'five_hour', 'Jane']
const TIMES = ['2026-11-23T09:00:00Z', '2026-11-23T09:00:00.000+02:00', '1970-01-01T00:00:00Z', '2999-01-01T00:00:00Z']
const ARRAY_MAX = 4
/** Made once: each one made takes a millisecond, and shapes hold hundreds. */
const ANY_STRING = fc.string({ maxLength: 60 })
const ANY_JSON = fc.jsonValue({ maxDepth: 2 })

function ofSchema(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(ofSchema))
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map(ofSchema)).map(parts => Object.assign({}, ...(parts as object[])))
  if (schema.type === undefined) return ANY_JSON
  if (typeof schema.type === 'string') return ofType(schema.type, schema)
  return fc.oneof(...schema.type.map(type => ofType(type, schema)))
}

function ofType(type: string, schema: Schema): fc.Arbitrary<unknown> {
  switch (type) {
    case 'object':
      return ofObject(schema)
    case 'array':
      return ofArray(schema)
    case 'string':
      return ofString(schema)
    case 'integer':
      return fc.oneof(
        { weight: 4, arbitrary: integer(schema, 6) },
        { weight: 1, arbitrary: integer(schema, 1_000_000) },
      )
    case 'number':
      return fc.oneof(integer(schema, 100), fc.double({ min: lowest(schema), max: highest(schema, 1), noNaN: true }))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      throw new Error(`no values are known of the type ${type}`)
  }
}

function ofObject({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, ofSchema(schema)]))
  const known = fc.record(fields, { requiredKeys: [...required] })
  if (typeof additionalProperties !== 'object') return known
  const more = fc.dictionary(fc.constantFrom(...WORDS), ofSchema(additionalProperties), { maxKeys: 3 })
  return fc.tuple(known, more).map(([fixed, free]) => ({ ...free, ...(fixed as object) }))
}

function ofArray({ items = {}, prefixItems, minItems = 0, maxItems = ARRAY_MAX }: Schema): fc.Arbitrary<unknown> {
  if (prefixItems) return fc.tuple(...prefixItems.map(ofSchema))
  return fc.array(ofSchema(items), {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, ARRAY_MAX)),
  })
}

function ofString({ format, minLength = 0 }: Schema): fc.Arbitrary<unknown> {
  if (format === 'date-time') return fc.constantFrom(...TIMES)
  if (format === 'date') return fc.constant('2026-11-23')
  const words = fc.constantFrom(...WORDS).map(word => word.padEnd(minLength, 'x'))
  const any = ANY_STRING.map(text => text.padEnd(minLength, 'y'))
  return fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: any })
}

const integer = (schema: Schema, span: number) =>
  fc.integer({ min: Math.ceil(lowest(schema)), max: Math.ceil(highest(schema, span)) })
const lowest = ({ minimum, exclusiveMinimum }: Schema): number =>
  Math.max(-1_000_000, minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1))
const highest = (schema: Schema, span: number): number =>
  Math.max(lowest(schema), Math.min(schema.maximum ?? span, lowest(schema) + span))
