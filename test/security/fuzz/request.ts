/** One hostile request to a route: what is in its path, its query, its headers and its body. */
import fc from 'fast-check'
import type { Route } from '../../../src/http/route.ts'
import { BODIES } from './bodies.ts'
import { garbage, hostile, jsonOf, mutated } from './hostile.ts'
import { ofShape } from './of-shape.ts'

/** Sent with every request where a secret stands; no answer may hold it, nor a piece of it of this length. */
export const SECRET = 'hunter2'

export interface Attack {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | undefined
}

export function attackOn(route: Route): fc.Arbitrary<Attack> {
  return fc
    .record({ params: paramsOf(route), query: queryOf(route), headers: headersOf(route), body: bodyOf(route) })
    .map(({ params, query, headers, body }) => {
      const filled = route.path.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? '1')
      return { method: route.method, path: query === '' ? filled : `${filled}?${query}`, headers, body }
    })
}

function paramsOf({ params }: Route): fc.Arbitrary<Record<string, string>> {
  if (!params) return fc.constant({})
  return fc
    .oneof({ weight: 9, arbitrary: ofShape(params) }, { weight: 1, arbitrary: mutated(ofShape(params)) })
    .map(textsOf)
}

/** Also of routes that take none. */
function queryOf({ query }: Route): fc.Arbitrary<string> {
  const odd = fc.dictionary(fc.constantFrom('limit', 'cursor', 'id', '__proto__', 'a[b]'), hostile, { maxKeys: 2 })
  const meant = query ? mutated(ofShape(query)) : odd
  return fc.oneof({ weight: 8, arbitrary: meant }, { weight: 1, arbitrary: odd }).map(value =>
    Object.entries(textsOf(value))
      .map(([name, text]) => `${encodeURIComponent(name)}=${text}`)
      .join('&'),
  )
}

/** As they stand in an address. A lone surrogate has no bytes there: it is sent as what comes in its place. */
function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  const text = (part: unknown) => (typeof part === 'string' ? part : jsonOf(part)).slice(0, 12_000)
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, encodeURIComponent(text(part).toWellFormed()) || '%20']),
  )
}

function headersOf({ body, method }: Route): fc.Arbitrary<Record<string, string>> {
  const types = ['application/json', 'application/json', 'application/json; charset=utf-8', 'application/problem+json']
  const odd = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
    'application/jsonx',
  ]
  const type = fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...types) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  )
  const keys = ['k1', 'k2', ' ', 'x'.repeat(200), 'x'.repeat(5_000), '__proto__']
  const key = fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...keys) })
  return fc.record({ type, key }).map(({ type, key }) => ({
    authorization: `Bearer ${SECRET}`,
    cookie: `session=${SECRET}`,
    ...(body && { 'content-type': type }),
    ...(key !== null && method === 'POST' && { 'idempotency-key': key }),
  }))
}

function bodyOf({ body, method, path }: Route): fc.Arbitrary<Attack['body']> {
  if (!body) return fc.constantFrom(undefined, ...(method === 'GET' ? [] : ['{}']))
  const known = BODIES[`${method} ${path}`]
  const good = known ? fc.oneof(ofShape(body), fc.constantFrom(...known)) : ofShape(body)
  const json = mutated(withSecret(good)).map(jsonOf)
  return fc.oneof(
    { weight: 30, arbitrary: json },
    { weight: 1, arbitrary: garbage },
    { weight: 1, arbitrary: broken(json) },
  )
}

/** Some hold a field that is nobody's, as a password in the wrong form. */
function withSecret(good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const field = fc.constantFrom({ password: SECRET }, { api_key: SECRET, token: SECRET }, {}, {}, {})
  return fc
    .tuple(good, field)
    .map(([value, more]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, ...more } : value,
    )
}

/** JSON that breaks off, or goes on where it should not, with a secret next to the place. */
const broken = (json: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(json, fc.nat(200), fc.constantFrom('', `"${SECRET}`, `'${SECRET}'`, `password=${SECRET}`, ` ${SECRET}}`))
    .map(([text, at, secret]) => text.slice(0, at) + secret)
