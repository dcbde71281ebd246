import { afterAll, expect, test } from 'vitest'
import { commands } from '../../src/cli/list.ts'
import { place } from './paas.ts'

const { paas } = place({}, afterAll)

test.each(commands.map(({ name }) => name))('%s explains itself, with its options and examples', async name => {
  const { code, out } = await paas(...name.split(' '), '--help')
  expect(code).toBe(0)
  expect(out).toContain(`Usage: paas ${name}`)
  expect(out).toContain('--json')
  expect(out).toContain('Examples:')
  expect(out).toContain(`  paas ${name}`)
})

test('without a command it lists them all', async () => {
  const { code, out } = await paas()
  expect(code).toBe(0)
  for (const { name, summary } of commands) expect(out).toMatch(new RegExp(`  ${name} +${summary}`))
})

test('--version says the version', async () => {
  expect((await paas('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect((await paas('--version', '--json')).json()).toMatchObject({ schemaVersion: 1, version: expect.any(String) })
})

test.each([
  [['improt', 'x.jsonl'], 'Did you mean `paas import`?'],
  [['statsu'], 'Did you mean `paas status`?'],
  [['db', 'sed'], 'paas db seed'],
  [['brief', 'x', '--budgte', '5'], 'Did you mean --budget?'],
  [['brief', 'x', '--level', 'hihg'], 'Did you mean high?'],
  [['brief', 'x', '--budget', 'many'], 'a whole number from 50 to 20000'],
  [['brief', 'x', '--budget', '10'], 'a whole number from 50 to 20000'],
  [['brief', 'x', '--budget', '500', '--level', 'low'], 'exclude each other'],
  [['brief'], 'paas brief <file>'],
  [['import'], 'Usage: paas import <file…>'],
  [['export', 'a', 'b'], 'does not know what to do with "b"'],
  [['status', '--json=yes'], 'takes no value'],
  [['select', '--lease'], 'needs a value'],
])('%s is refused with what was meant', async (words, meant) => {
  const { code, out, err } = await paas(...words)
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err).toMatch(/^error: /)
  expect(err).toContain(meant)
})

test('a refusal with --json is one object too', async () => {
  const { code, err, json } = await paas('statsu', '--json')
  expect(code).toBe(1)
  expect(json()).toMatchObject({
    schemaVersion: 1,
    error: { code: 'usage', message: expect.stringContaining('statsu') },
  })
  expect(err).toContain('error:')
})
