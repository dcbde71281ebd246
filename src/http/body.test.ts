import { describe, expect, test } from 'vitest'
import type { Problem } from '../core/problem.ts'
import { readJson } from './body.ts'

const sent = (body: string, headers: Record<string, string> = {}) =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('a body that is no JSON', () => {
  test.each([
    '{"key":hunter2}',
    'hunter2',
    '{"password":"hunter2',
    '{"a":1 hunter2}',
    '[[[[[[hunter2]]]]]]',
    '{hunter2:1}',
  ])('%s is told without what it says', async body => {
    const refused = (await readJson(sent(body)).catch(error => error)) as Problem
    expect(refused).toMatchObject({ code: 'invalid-json' })
    expect(JSON.stringify(refused.text)).not.toMatch(/hunter2/)
  })
})

test('a body of any depth that makes sense is taken, one that is deeper is not', async () => {
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  expect(await readJson(sent(nested(200)))).toBeInstanceOf(Array)
  for (const body of [nested(202), nested(100_000), `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`])
    await expect(readJson(sent(body))).rejects.toMatchObject({ code: 'body-too-deep' })
})

test('a length that is no number is not believed: the bytes are counted', async () => {
  for (const length of ['-1', '1e1', 'many', '']) {
    const request = sent(`"${'x'.repeat(2_000_000)}"`, { 'content-length': length })
    await expect(readJson(request)).rejects.toMatchObject({ code: 'body-too-large' })
  }
})
