/** `paas export --all` and `paas import --all`: a workspace carried whole, between folders, servers and runtimes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ask } from '../support/people.ts'
import { DEMO_LOG, type Place, place } from './paas.ts'

const KEY = 'sk-of-an-account-0123456789abcdef'
const PASSPHRASE = 'four words of a passphrase'
const lines = (file: string) => gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')
/** The sum of each table's rows, but of the log, which tells of the moving itself. */
function sums(file: string): Record<string, { rows: number; sha256: string }> {
  const { activity_log: _, ...tables } = JSON.parse(lines(file).at(-1) ?? '').end.tables
  return tables
}

async function furnish({ paas, pipe }: Pick<Place, 'paas' | 'pipe'>): Promise<void> {
  await paas('db', 'seed')
  await paas('import', DEMO_LOG)
  expect((await pipe(KEY, 'key', 'set', '1')).code).toBe(0)
}

test('from Node to workerd and back: everything is the same, to the byte, secrets too', async () => {
  const [home, away, back] = [PASSPHRASE, PASSPHRASE, PASSPHRASE].map(words => place({ PAAS_PASSPHRASE: words })) as [
    Place,
    Place,
    Place,
  ]
  await furnish(home)
  const [first, second, third] = [home.file('a.paas'), home.file('b.paas'), home.file('c.paas')]
  const exported = await home.paas('export', '--all', first, '--secrets', '--json')
  expect(exported.json()).toMatchObject({ secrets: 1, secrets_left: 0 })
  const worker = await away.startWorker()
  expect((await away.paas('import', '--all', first, '--secrets')).err).toBe('')
  expect((await ask(worker, 'GET', '/api/stats')).body.data.total_sessions).toBe(16)
  expect((await ask(worker, 'GET', '/api/activity-log/verify')).body.data.first_bad).toBeNull()
  await away.paas('export', '--all', second, '--secrets')
  expect((await back.paas('import', '--all', second, '--secrets')).code).toBe(0)
  await back.paas('export', '--all', third, '--secrets')
  expect(sums(second)).toEqual(sums(first))
  expect(sums(third)).toEqual(sums(first))
  expect((await back.paas('key', 'show', '1')).out.trim()).toBe(KEY)
  const brief = (where: Place) => where.paas('brief', '--session', '16').then(({ out }) => out)
  expect(await brief(back)).toBe(await brief(home))
})

test('without a passphrase no secret is in the file, and it is said that some stay behind', async () => {
  const here = place()
  await furnish(here)
  const file = here.file('all.paas')
  const { err, code } = await here.paas('export', '--all', file)
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('Left behind: 1 secret') })
  expect(lines(file).join('\n')).not.toContain(KEY)
  const there = place()
  expect((await there.paas('import', '--all', file)).err).toContain('Not in the archive: 1 secret')
})

test('a wrong passphrase changes nothing', async () => {
  const here = place({ PAAS_PASSPHRASE: PASSPHRASE })
  await furnish(here)
  const file = here.file('all.paas')
  await here.paas('export', '--all', file, '--secrets')
  const there = place({ PAAS_PASSPHRASE: 'another passphrase' })
  expect((await there.paas('import', '--all', file, '--secrets')).err).toContain('does not open the secrets')
  expect((await there.paas('status')).out).toContain('Nothing is recorded yet')
})

test('a file that was broken off, changed or is something else is refused before anything is touched', async () => {
  const here = place()
  await here.paas('db', 'seed')
  const file = here.file('all.paas')
  await here.paas('export', '--all', file)
  const there = place()
  const refused = async (bytes: Buffer) => {
    writeFileSync(there.file('bad.paas'), bytes)
    const { code, err } = await there.paas('import', '--all', there.file('bad.paas'))
    expect(code).toBe(1)
    return err
  }
  const whole = readFileSync(file)
  expect(await refused(whole.subarray(0, whole.length / 2))).toContain('is no whole archive')
  expect(await refused(gzipSync(lines(file).slice(0, -1).join('\n')))).toContain('its end is missing')
  const changed = lines(file).map(line => line.replace('Warung POS', 'Another'))
  expect(await refused(gzipSync(changed.join('\n')))).toContain('its lines are not those that were written')
  expect(await refused(Buffer.from('{}'))).toContain('it is no gzip')
  expect((await there.paas('status')).out).toContain('Nothing is recorded yet')
  expect((await there.paas('import', '--all', file)).code).toBe(0)
})

test('what ends a line in a text ends none in the file: a workspace that holds it comes back', async () => {
  const [here, there] = [place(), place()]
  const chat = here.file('chat.md')
  writeFileSync(chat, '# Chat\n\n**User:** one\u2028two\u2029three\u0085four\r\n\n**Assistant:** five\n')
  expect((await here.paas('import', chat)).code).toBe(0)
  const [file, again] = [here.file('all.paas'), there.file('again.paas')]
  await here.paas('export', '--all', file)
  expect(lines(file).join('\n')).toContain('one\u2028two\u2029three')
  expect((await there.paas('import', '--all', file)).err).toBe('')
  await there.paas('export', '--all', again)
  expect(sums(again)).toEqual(sums(file))
})

test('what is there is not written over, here and there, unless that is said', async () => {
  const here = place()
  await here.paas('db', 'seed')
  const file = here.file('all.paas')
  await here.paas('export', '--all', file)
  expect((await here.paas('export', '--all', file)).err).toContain('is there already')
  expect((await here.paas('import', '--all', file)).err).toContain('This workspace is not empty')
  expect((await here.paas('import', '--all', file, '--replace')).code).toBe(0)
  expect((await here.paas('import', '--give-up')).code).toBe(2)
})

test('an import that is killed goes on with the same command; until then the workspace says what is under way', async () => {
  const here = place()
  await furnish(here)
  const file = here.file('all.paas')
  await here.paas('export', '--all', file)
  const there = place()
  const server = await there.start('--no-watch')
  const [head, ...rest] = lines(file).map(line => JSON.parse(line))
  const { data } = (
    await ask(server, 'POST', '/api/private/archive/write/begin', {
      body: { head: head.head, digest: rest.at(-1).end.sha256 },
    })
  ).body
  for (const { table, offset, rows } of rest.slice(0, 5)) {
    const { columns } = head.head.tables.find((one: { name: string }) => one.name === table)
    await ask(server, 'POST', '/api/private/archive/write', {
      body: { token: data.token, table, columns, offset, rows },
    })
  }
  await server.stop('SIGKILL')
  expect((await there.paas('status')).err).toContain('An archive is being written into this workspace')
  const again = await there.paas('import', '--all', file, '--json')
  expect(again.json()).toMatchObject({ resumed: true })
  await there.paas('export', '--all', there.file('again.paas'))
  expect(sums(there.file('again.paas'))).toEqual(sums(file))
})

test('a copy that is killed leaves nothing half, and holds nobody up for longer than a minute', async () => {
  const here = place()
  await furnish(here)
  const server = await here.start('--no-watch')
  expect((await ask(server, 'POST', '/api/private/archive/read/begin')).status).toBe(200)
  await server.stop('SIGKILL')
  const refused = await here.paas('db', 'seed')
  expect(refused.err).toContain('The workspace is being copied at this moment')
  expect((await here.paas('status')).code).toBe(0)
  expect((await here.paas('import', '--give-up')).code).toBe(2)
  expect((await here.paas('export', '--all', here.file('all.paas'))).code).toBe(0)
})
