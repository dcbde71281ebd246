/**
 * Writes src/core/redact/rules.generated.ts: the shapes of vendors' keys as secretlint keeps them. Its rules are run once over
 * nothing with the search of strings watched, so that their patterns are read off without a copy of its code.
 * With --check it only looks whether the file is current.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { rules } from '@secretlint/secretlint-rule-preset-recommend'

const FILE = new URL('../src/core/redact/rules.generated.ts', import.meta.url)
const PRESET = '@secretlint/secretlint-rule-preset-recommend'
/** Our own rules do these, since of an address only its password may go, and of a key its whole block must. */
const OWN = new Set(['filter-comments', 'basicauth', 'database-connection-string', 'privatekey', 'gcp'])
/** An account's number is no secret; what stands behind a name is found by the names. */
const LEFT_OUT = /ACCOUNT|SECRET\|secret|authToken|x-oauth-basic|PRIVATE KEY|hooks\\\.slack/

function patternsOf(rule) {
  const found = new Map()
  const watched = String.prototype.matchAll
  String.prototype.matchAll = function (pattern) {
    if (pattern instanceof RegExp) found.set(pattern.source, pattern.flags)
    return watched.call(this, pattern)
  }
  try {
    const context = { createTranslator: () => () => ({ message: '', messageId: '' }), report() {}, ignore() {} }
    rule
      .create(context, {})
      .file({ content: '', filePath: 'a.txt', ext: '.txt', contentType: 'text', getFilePath: () => 'a.txt' })
  } finally {
    String.prototype.matchAll = watched
  }
  return [...found]
}

/** Without the flag `u`, which costs a third of the speed, and without names that could meet in one expression. */
function plain(source) {
  return source
    .replaceAll('(?<!\\p{L})', '(?<![A-Za-z])')
    .replaceAll(/\(\?<[a-zA-Z]+>/g, '(?:')
    .replaceAll(/\((?!\?)/g, '(?:')
}

/** The literal beginnings that a match can have: a text without any of them needs no closer look. */
function beginnings(pattern, name) {
  const bare = pattern.replace(/^(?:\\b|\(\?<!\[A-Za-z\]\))/, '')
  const group = /^\(\?:([\w|]+)\)/.exec(bare)
  if (group) return group[1].split('|')
  const literal = /^(?:[\w:-]|\\[./])+/.exec(bare.replace(/^(\w)\{.*/, '$1'))?.[0].replaceAll('\\', '')
  if (!literal || literal.length < 3) throw new Error(`${name}: no literal beginning: ${pattern}`)
  return [literal]
}

const lines = []
for (const rule of rules) {
  const name = rule.meta.id.replace('@secretlint/secretlint-rule-', '')
  if (OWN.has(name)) continue
  for (const [source, flags] of patternsOf(rule)) {
    if (LEFT_OUT.test(source)) continue
    const pattern = plain(source)
    if (pattern.includes('\\p{')) throw new Error(`${name}: a pattern that needs the flag u: ${source}`)
    if (flags.includes('i')) throw new Error(`${name}: a pattern for any case: ${source}`)
    const [kind, begins, shape] = [name, beginnings(pattern, name), pattern].map(value => JSON.stringify(value))
    lines.push(`  { kind: ${kind}, begins: ${begins}, shape: ${shape} },`)
  }
}
const { version } = JSON.parse(readFileSync(new URL(`../node_modules/${PRESET}/package.json`, import.meta.url), 'utf8'))
const text = `/** Shapes of keys by vendor, from ${PRESET} ${version} (MIT, azu). Written by scripts/generate-redact-rules.mjs. */
import type { Shape } from './shapes.ts'

export const VENDOR_SHAPES: readonly Shape[] = [
${lines.join('\n')}
]
`
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    console.error('src/core/redact/rules.generated.ts is not current: run `npm run generate`.')
    process.exit(1)
  }
} else writeFileSync(FILE, text)
