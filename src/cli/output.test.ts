import { expect, test } from 'vitest'
import { openOutput } from './output.ts'

const HOSTILE = 'a\x1b]0;owned\x07b\x1b[2J\rc\x9b31md\x1b[1mbold\x1b[0m\te\n'

function told(isTTY: boolean): string[] {
  const written: string[] = []
  const stream = { isTTY, write: (text: string) => written.push(text) }
  const out = openOutput({ json: false, stdout: stream, stderr: stream, env: { TERM: 'dumb' } })
  out.answer({}, HOSTILE)
  out.say(HOSTILE)
  out.notice(HOSTILE)
  return written
}

test('a text from somebody’s file moves no terminal, and goes into a pipe as it is', () => {
  for (const text of told(true)) expect(text.trimEnd()).toBe('a]0;ownedb[2Jc31md\x1b[1mbold\x1b[0m\te')
  for (const text of told(false)) expect(text.trimEnd()).toBe(HOSTILE.trimEnd())
})
