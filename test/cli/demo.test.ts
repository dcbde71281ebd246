import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { place } from './paas.ts'

test('the demo shows the whole job and leaves nothing behind', async () => {
  const outside = place()
  const temp = outside.file('temp')
  mkdirSync(temp)
  const { paas, data } = place({ TMPDIR: temp, TEMP: temp, TMP: temp })
  const { code, out, err } = await paas('demo')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  for (const line of [
    'paas import ',
    'curl -X PATCH',
    'paas status',
    'paas rotate',
    '# 🔄 AUTO-ROTATION HANDOFF - Tideline',
  ]) {
    expect(out).toContain(line)
  }
  expect(readdirSync(temp).filter(name => name.startsWith('paas-'))).toEqual([])
  expect(existsSync(data)).toBe(false)
})
