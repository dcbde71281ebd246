/** The directory's schema is brought up to date apart from the code: what does not fit is refused, and nothing is touched. */
import { expect, test } from 'vitest'
import { addPerson, bindings, front, migrateDirectory } from './deployment.ts'

const refusal = async () => {
  const answer = await front('/api/projects')
  return { status: answer.status, body: await answer.json() }
}

test('a directory that is not migrated yet, or that a newer version has been at, is refused; then it goes on', async () => {
  expect(await refusal()).toMatchObject({ status: 503, body: { code: 'directory-too-old' } })
  await migrateDirectory()
  const ana = await addPerson('ana', 'owner')
  await bindings.DIRECTORY.prepare("INSERT INTO d1_migrations (name) VALUES ('9999_next.sql')").all()
  expect(await refusal()).toMatchObject({ status: 500, body: { code: 'directory-too-new' } })
  expect((await ana.ask('POST', '/api/projects', { name: 'Stall' })).body.code).toBe('directory-too-new')
  await bindings.DIRECTORY.prepare("DELETE FROM d1_migrations WHERE name = '9999_next.sql'").all()
  expect((await ana.ask('POST', '/api/projects', { name: 'Stall' })).status).toBe(201)
})
