import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DEMO_LOG, place } from './paas.ts'

test('an export read elsewhere is the same project, and names accounts without their addresses', async () => {
  const here = place()
  await here.paas('import', DEMO_LOG, '--project', 'Tideline')
  const file = here.file('tideline.json')
  const written = await here.paas('export', 'tideline', '--out', file)
  expect(written.code).toBe(0)
  expect(written.out).toContain('1 session, 44 turns')
  const refused = await here.paas('export', 'Tideline', '--out', file)
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('is there already') })
  const there = place()
  expect((await there.paas('import-project', file)).out).toContain('Tideline')
  const again = JSON.parse((await there.paas('export', '1')).out)
  const before = JSON.parse(readFileSync(file, 'utf8'))
  // When it was written, and when the project was last changed here: those are new.
  for (const one of [again, before]) Object.assign(one, { exported_at: '' }).project.updated_at = ''
  expect(again).toEqual(before)
})

test('what is no export is refused', async () => {
  const { paas, file } = place()
  writeFileSync(file('x.json'), '{"a":1}')
  expect((await paas('import-project', file('x.json'))).err).toContain('is no export of a project')
  expect((await paas('import-project', file('y.json'))).err).toContain('y.json is not there')
})
