import { existsSync, writeFileSync } from 'node:fs'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { expect, test } from 'vitest'
import { DEMO_LOG, place } from './paas.ts'

const tokens = (text: string) => Math.ceil(text.length / 4)

test('a brief of a file needs no data folder and makes none', async () => {
  const { paas, data } = place()
  const { code, out, err } = await paas('brief', DEMO_LOG)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^# 🔄 CONTEXT HANDOFF - tideline\n/)
  for (const known of ['do not lock the whole bookings table', 'SERIALIZABLE', 'move-booking.ts', 'Deploy tonight']) {
    expect(out).toContain(known)
  }
  expect(existsSync(data)).toBe(false)
})

test('it keeps to its budget and to its level', async () => {
  const { paas } = place()
  for (const budget of [300, 800]) {
    expect(tokens((await paas('brief', DEMO_LOG, '--budget', String(budget))).out)).toBeLessThanOrEqual(budget + 1)
  }
  const points = (await paas('brief', DEMO_LOG, '--level', 'high')).out
    .split('\n')
    .filter(line => line.startsWith('- '))
  expect(points.length).toBeGreaterThan(0)
  expect(points.length).toBeLessThanOrEqual(5)
})

test('for ChatGPT the budget is counted by its own tokenizer', async () => {
  const { paas } = place()
  const { markdown, report } = (
    await paas('brief', DEMO_LOG, '--budget', '700', '--target', 'chatgpt', '--json')
  ).json()
  expect(report).toMatchObject({ tokenizer: 'o200k_base', tokens: countTokens(markdown) })
  expect(report.tokens).toBeLessThanOrEqual(700)
})

test('--json says what was kept and what was left out', async () => {
  const { paas } = place()
  const answer = (await paas('brief', DEMO_LOG, '--budget', '400', '--json')).json()
  expect(answer).toMatchObject({ schemaVersion: 1, tool: 'claude-code', turns: 44, skipped: 0 })
  expect(answer.report.tokens).toBeLessThanOrEqual(400)
  expect(answer.report.largestDropped.length).toBeGreaterThan(0)
})

test('of a recorded session it is the one that a handoff carries', async () => {
  const { paas } = place()
  await paas('import', DEMO_LOG)
  const byNumber = await paas('brief', '--session', '1')
  expect(byNumber.out).toContain('tideline')
  expect((await paas('brief', '--session', 'tideline/1')).out).toBe(byNumber.out)
  expect((await paas('brief', '--session', '9')).err).toContain('There is no session 9.')
})

test('several files are briefed one after another, and one that cannot be read does not end the rest', async () => {
  const { paas, file } = place()
  const alone = (await paas('brief', DEMO_LOG)).out
  const { code, out, err } = await paas('brief', DEMO_LOG, file('gone.jsonl'), DEMO_LOG)
  expect(code).toBe(1)
  expect(err).toContain('gone.jsonl')
  expect(out.split(alone.trim()).length - 1).toBe(2)
  const { briefs } = (await paas('brief', DEMO_LOG, file('gone.jsonl'), '--json')).json()
  expect(briefs).toMatchObject([
    { file: DEMO_LOG, turns: 44 },
    { file: file('gone.jsonl'), error: { code: 'file-not-found' } },
  ])
})

test('a log without a word is nothing to brief', async () => {
  const { paas, file } = place()
  writeFileSync(file('new.jsonl'), '{"type":"summary","summary":"x","leafUuid":"a"}\n')
  const { code, err } = await paas('brief', file('new.jsonl'))
  expect(code).toBe(2)
  expect(err).toContain('holds no turn')
})
