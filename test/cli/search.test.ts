import { expect, test } from 'vitest'
import { DEMO_LOG, place } from './paas.ts'

test('what was just imported is found, without a server and with one', async () => {
  const { paas, start } = place()
  await paas('import', DEMO_LOG)
  const alone = await paas('search', 'bookings', 'lock')
  expect(alone).toMatchObject({ code: 0, err: '' })
  expect(alone.out).toMatch(
    /^Double bookings on long weekends {2}tideline session 1, id 1\n {2}\[t\d+\] (you|assistant), 2026-11-\d\d at \d\d:\d\d\n {4}.*lock.*bookings/,
  )
  await start()
  expect(await paas('search', 'bookings', 'lock')).toEqual({ ...alone, json: expect.any(Function) })
})

test('where nothing is found it says so and ends with 2', async () => {
  const { paas } = place()
  await paas('import', DEMO_LOG)
  expect(await paas('search', 'zeppelin')).toMatchObject({ code: 2, out: '', err: 'Nothing was found for zeppelin\n' })
  expect(await paas('search', '*')).toMatchObject({
    code: 2,
    err: 'Nothing was searched for: words have letters or digits.\n',
  })
  expect((await paas('search', ' ')).code).toBe(1)
  expect((await paas('search')).code).toBe(1)
})

test('project, time and number narrow it; --json tells everything of a hit', async () => {
  const { paas } = place()
  await paas('import', DEMO_LOG)
  const { hits, nextCursor } = (await paas('search', 'bookings', '--limit', '1', '--json')).json()
  expect(hits).toHaveLength(1)
  expect(nextCursor).toEqual(expect.any(String))
  expect(hits[0]).toMatchObject({ project_name: 'tideline', session_id: 1, marks: expect.any(Array) })
  expect((await paas('search', 'bookings', '--project', 'tideline', '--since', '2020-01-01')).code).toBe(0)
  expect((await paas('search', 'bookings', '--since', '2099-01-01')).code).toBe(2)
  expect((await paas('search', 'bookings', '--project', 'nowhere')).err).toContain('There is no project "nowhere"')
})
