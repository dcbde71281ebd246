import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { DEMO_LOG, place } from './paas.ts'

const log = readFileSync(DEMO_LOG, 'utf8')
const lines = log.trimEnd().split('\n')
const TURNS = 44

test('importing twice changes nothing and says so', async () => {
  const { paas } = place()
  const first = await paas('import', DEMO_LOG)
  expect(first.code).toBe(0)
  expect(first.out).toContain('tideline session 1')
  expect(first.out).toContain(`${TURNS} turns; 5 files`)
  const again = await paas('import', DEMO_LOG)
  expect(again.code).toBe(2)
  expect(again.out).toContain('nothing new')
  const { json } = await paas('status', '--json')
  expect(json().stats.total_sessions).toBe(1)
})

test('a log cut in mid-line is imported up to there; whole again, the rest follows', async () => {
  const { paas, file } = place()
  const cut = `${lines.slice(0, 20).join('\n')}\n${lines[20]?.slice(0, 300)}`
  writeFileSync(file('cut.jsonl'), cut)
  const first = await paas('import', file('cut.jsonl'))
  expect(first.code).toBe(0)
  expect(first.out).toContain('line 21, the last one, is cut off')
  const cutJson = (await paas('import', file('cut.jsonl'), '--json')).json()
  expect(cutJson.files[0]).toMatchObject({ cutLine: 21, skipped: 1, turnsAdded: 0 })
  writeFileSync(file('cut.jsonl'), log)
  const whole = (await paas('import', file('cut.jsonl'), '--json')).json()
  expect(whole.files[0]).toMatchObject({ cutLine: null, skipped: 0 })
  expect(whole.files[0].turnsAdded + whole.files[0].turnsKnown).toBe(TURNS)
  expect((await paas('status', '--json')).json().stats.total_sessions).toBe(1)
})

test('a broken line is counted with its number and reason, and the rest goes on', async () => {
  const { paas, file } = place()
  const broken = [...lines.slice(0, 10), '{"type":"user", oh no', ...lines.slice(10)]
  writeFileSync(file('broken.jsonl'), broken.join('\r\n'))
  const { code, out } = await paas('import', file('broken.jsonl'))
  expect(code).toBe(0)
  expect(out).toContain(`${TURNS} turns`)
  expect(out).toContain('1 line skipped:\n    line 11: ')
})

test('a packed log is known by its content, and one that ends early is read up to there', async () => {
  const { paas, file } = place()
  const packed = gzipSync(log)
  writeFileSync(file('packed.log'), packed)
  expect((await paas('import', '--json', file('packed.log'))).json().files[0].turnsAdded).toBe(TURNS)
  writeFileSync(file('torn.gz'), packed.subarray(0, packed.length - 2000))
  const { code, out } = await paas('import', '--dry-run', file('torn.gz'))
  expect(code).toBe(0)
  expect(out).toMatch(/the file is damaged from here on/)
})

test('what is no transcript is refused with its reason, and the other files are imported', async () => {
  const { paas, file, folder } = place()
  mkdirSync(file('folder'))
  writeFileSync(file('empty.jsonl'), '')
  writeFileSync(file('blank.txt'), '\n\n  \n')
  writeFileSync(file('data.json'), JSON.stringify({ name: 'x', dependencies: { a: '1' } }))
  writeFileSync(file('picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 255]))
  const names = ['folder', 'empty.jsonl', 'blank.txt', 'data.json', 'picture.png', 'nowhere.jsonl']
  const ended = await paas('import', ...names.map(file), DEMO_LOG, '--json')
  expect(ended.code).toBe(1)
  const codes = ended.json().files.map((one: { error?: { code: string } }) => one.error?.code ?? 'done')
  const no = 'not-a-transcript'
  expect(codes).toEqual(['is-folder', 'empty-file', 'empty-file', no, no, 'file-not-found', 'done'])
  expect(ended.err.match(/^error: /gm)).toHaveLength(6)
  expect(ended.err).toContain(`${folder}/nowhere.jsonl is not there.`)
})

test('letters cut by the edge of a chunk arrive whole, and very long words are cut with a note', async () => {
  const { paas, file, start } = place()
  const entry = JSON.parse(lines[1] as string)
  const say = (uuid: string, content: string) =>
    `${JSON.stringify({ ...entry, uuid, message: { role: 'user', content } })}\n`
  const umlauts = 'ä漢🙂'.repeat(5000)
  writeFileSync(file('long.jsonl'), log)
  for (let i = 0; i < 40; i++) appendFileSync(file('long.jsonl'), say(`u-${i}`, `${i}${umlauts}`))
  appendFileSync(file('long.jsonl'), say('u-long', 'x'.repeat(1_400_000)))
  appendFileSync(file('long.jsonl'), say('u-endless', 'y'.repeat(30_000_000)))
  expect((await paas('import', file('long.jsonl'))).out).toMatch(/line 87: the line is 29 MB long/)
  const { url } = await start()
  const turns = await (await fetch(`${url}/api/conversation?session_id=1&limit=1000`)).json()
  const contents: string[] = turns.data.map((turn: { content: string }) => turn.content)
  for (let i = 0; i < 40; i++) expect(contents).toContain(`${i}${umlauts}`)
  expect(contents.at(-1)).toMatch(/^x+… \[1\.2 MB more in the log, line 86\]$/)
})

test('a project or an account that is named is found or made, by number, name or e-mail', async () => {
  const { paas, file } = place()
  writeFileSync(file('chat.md'), '**User**: How do I sort in place?\n\n**Assistant**: With list.sort().\n')
  const first = (await paas('import', DEMO_LOG, '--project', 'Shop', '--account', 'Mine', '--json')).json().files[0]
  expect(first).toMatchObject({ project: 'Shop', sessionNumber: 1 })
  const again = (await paas('import', file('chat.md'), '--project', 'shop', '--json')).json().files[0]
  expect(again).toMatchObject({ projectId: first.projectId, sessionNumber: 2 })
  const refused = await paas('import', file('chat.md'), '--project', '99')
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('There is no project "99".')
})

test('a dry run reads and reports and records nothing', async () => {
  const { paas } = place()
  const { code, json } = await paas('import', '--dry-run', '--json', DEMO_LOG)
  expect(code).toBe(0)
  expect(json()).toMatchObject({ schemaVersion: 1, dryRun: true, files: [{ tool: 'claude-code', turnsAdded: TURNS }] })
  expect((await paas('status')).code).toBe(2)
})
