/** Values that break programs, and ways to put them where something else was meant. */
import fc from 'fast-check'

/** Deeper than `JSON.stringify` goes: these words stand for it until the text is written. */
const DEPTH = 10_000
const DEEP: Readonly<Record<string, string>> = {
  'ten thousand lists': `${'['.repeat(DEPTH)}1${']'.repeat(DEPTH)}`,
  'ten thousand objects': `${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`,
}
/** Own keys, as JSON brings them: an object literal would set the prototype instead. */
const POLLUTING: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')

const STRINGS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066\ufeff',
  'e\u0301'.repeat(300),
  '👩‍👩‍👧‍👦'.repeat(200),
  '../../../../etc/passwd',
  "'; DROP TABLE accounts; --",
  '" OR 1=1 --',
  '%',
  '_%_%_%',
  '*:"(NEAR/0)^-{}',
  '<script>alert(1)</script>',
  '$&$1$`',
  'true',
  'null',
  'NaN',
  '-0',
  '1e999',
  '0x10',
  '9007199254740993',
  '-1',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999+14:00',
  'Etc/Nowhere',
  '__proto__',
  'constructor',
  'toString',
  `${'('.repeat(500)}a${')'.repeat(500)}`,
  'x'.repeat(9_999),
  'a b '.repeat(2_500),
  `${'\\'.repeat(3000)}"`,
  `${'['.repeat(9_999)}${']'.repeat(9_999)}`,
  '{"files":5,"tool":7}',
]
const NUMBERS = [
  0,
  -0,
  -1,
  0.1,
  1e-320,
  1.5,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  2 ** 63,
  1e21,
  1e308,
  -1e308,
]

export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...STRINGS) },
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], POLLUTING) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
)
/** As above, and so large that few of them are enough. */
const HUGE: readonly unknown[] = [
  ...Object.keys(DEEP),
  Array(3_000).fill(1),
  Array(3_000).fill('x'),
  Array(3_000).fill({}),
  Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`key ${i}`, i])),
  'x'.repeat(200_000),
  'é\n'.repeat(50_000),
]

/** A change of one place: which one, counted through the value; what comes there, and how. */
interface Hit {
  readonly place: number
  readonly how: 'replace' | 'remove' | 'repeat' | 'add'
  readonly value: unknown
}

const hit: fc.Arbitrary<Hit> = fc.record({
  place: fc.nat(10_000),
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'repeat', 'add'),
  value: fc.oneof({ weight: 200, arbitrary: hostile }, { weight: 1, arbitrary: fc.constantFrom(...HUGE) }),
})

const hits = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 4, arbitrary: fc.tuple(hit) },
  { weight: 1, arbitrary: fc.tuple(hit, hit, hit) },
)

/** The value as it is, or with up to three of its places made hostile. */
export const mutated = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(good, hits).map(([value, hits]) => hits.reduce<unknown>(strike, value))

export function jsonOf(value: unknown): string {
  let text = JSON.stringify(value) ?? ''
  for (const [word, deep] of Object.entries(DEEP)) text = text.replaceAll(`"${word}"`, deep)
  return text
}

function strike(value: unknown, hit: Hit): unknown {
  const at = { left: hit.place % countPlaces(value) }
  return rebuild(value, hit, at)
}

function countPlaces(value: unknown): number {
  if (typeof value !== 'object' || value === null || isHuge(value)) return 1
  return 1 + Object.values(value).reduce((sum: number, inner) => sum + countPlaces(inner), 0)
}

function rebuild(value: unknown, hit: Hit, at: { left: number }): unknown {
  if (at.left-- === 0) return changed(value, hit)
  if (typeof value !== 'object' || value === null || isHuge(value)) return value
  if (Array.isArray(value)) return value.map(inner => rebuild(inner, hit, at)).filter(inner => inner !== undefined)
  return ownObject(Object.entries(value).map(([key, inner]) => [key, rebuild(inner, hit, at)]))
}

function changed(value: unknown, { how, value: put }: Hit): unknown {
  if (how === 'remove') return undefined
  if (how === 'repeat') return Array.isArray(value) ? Array(500).fill(value[0] ?? put) : [value, value]
  if (how === 'replace' || typeof value !== 'object' || value === null || Array.isArray(value)) return put
  return ownObject([...Object.entries(value), ['__proto__', { polluted: true }], ['constructor', put], ['', put]])
}

/** `__proto__` is a key like any other here. */
const ownObject = (entries: (readonly [string, unknown])[]): object => Object.fromEntries(entries)

const isHuge = (value: object): boolean => HUGE.includes(value)

const GARBAGE = [
  '',
  '{',
  '[',
  '"',
  'nul',
  '{"a":1,}',
  '{"a":1}{"a":1}',
  '\ufeff{}',
  '1e999',
  '[1e999,-1e999]',
  `${'['.repeat(100_000)}`,
  `${'{"a":'.repeat(50_000)}`,
  `"${'\\u0000'.repeat(1_000)}"`,
  '{"a":1,"a":2,"__proto__":{"polluted":true}}',
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  'name=x&name=y',
  'null',
  '"just a string"',
  '12345678901234567890',
]

/** Bodies that are no JSON, or JSON of nothing that was meant. */
export const garbage: fc.Arbitrary<string | Uint8Array<ArrayBuffer>> = fc.oneof(
  fc.constantFrom(...GARBAGE),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.uint8Array({ maxLength: 200 }).map(bytes => Uint8Array.from(bytes)),
)
