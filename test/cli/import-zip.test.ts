import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js'
import { expect, test } from 'vitest'
import { place } from './paas.ts'

async function writeZip(file: string, files: Record<string, string | Uint8Array>): Promise<string> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false })
  for (const [name, content] of Object.entries(files))
    await writer.add(name, typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content))
  const blob = await writer.close()
  writeFileSync(file, new Uint8Array(await blob.arrayBuffer()))
  return file
}

const conversation = (uuid: string, text: string) => ({
  uuid,
  name: text,
  chat_messages: [{ uuid: `m-${uuid}`, sender: 'human', text, content: [{ type: 'text', text }] }],
})
const said = (text: string) => `## User\n${text}\n## Assistant\nYes.`

test('an export is read as it was downloaded: every part of its conversations, and nothing else in it', async () => {
  const { folder, paas } = place()
  const zip = await writeZip(join(folder, 'export.zip'), {
    'users.json': '[{"uuid":"u","full_name":"Ayu"}]',
    'export/conversations-000.json': JSON.stringify([conversation('a', 'Tides'), conversation('b', 'Moons')]),
    'export/conversations-001.json': JSON.stringify([conversation('c', 'Stars')]),
    'notes/chat.md': said('Not a conversation of the export'),
  })
  const { files } = (await paas('import', zip, '--json')).json()
  expect(files).toMatchObject([
    { file: `${zip} › export/conversations-000.json`, tool: 'claude-ai-export', turnsAdded: 2 },
    { file: `${zip} › export/conversations-001.json`, tool: 'claude-ai-export', turnsAdded: 1 },
  ])
  const again = await paas('import', zip)
  expect(again.code).toBe(2)
  expect(again.out).toContain('nothing new')
})

test('any transcript in a zip is read; notes are not taken for chats, and a bomb does not stop the rest', async () => {
  const { folder, paas } = place()
  const zip = await writeZip(join(folder, 'chats.zip'), {
    'README.md': '# Notes\n\nNobody says anything here.',
    'bomb.jsonl': new Uint8Array(64 * 1_048_576).fill(0x20),
    '../../outside.md': said('Where are the tides?'),
  })
  const { code, ...done } = await paas('import', zip, '--json')
  expect(code).toBe(1)
  expect(done.json().files).toMatchObject([
    { file: `${zip} › bomb.jsonl`, error: { code: 'zip-unreadable' } },
    { file: `${zip} › ../../outside.md`, tool: 'markdown-chat', turnsAdded: 2 },
  ])
  expect(done.json().files[0].error.message).toContain('a zip bomb is not read')
})

test('a zip without a transcript, and one that is damaged, are told; a brief says how to read one', async () => {
  const { folder, paas } = place()
  const empty = await writeZip(join(folder, 'empty.zip'), { 'photo.png': 'x' })
  expect((await paas('import', empty, '--json')).json().files[0].error.code).toBe('not-a-transcript')
  const broken = join(folder, 'broken.zip')
  writeFileSync(broken, 'PK\u0003\u0004 and nothing else')
  expect((await paas('import', broken, '--json')).json().files[0].error.code).toBe('zip-unreadable')
  expect((await paas('brief', empty)).err).toContain('paas import')
})

test('a log that unpacks to far more than it is, and an export that does, are let be', async () => {
  const { folder, paas } = place()
  const message = { role: 'user', content: 'Hi' }
  const record = { type: 'user', uuid: 'u', sessionId: 's', cwd: '/shop', timestamp: '2026-11-23T09:00:00Z', message }
  const line = `${JSON.stringify(record)}\n`
  const log = join(folder, 'bomb.jsonl.gz')
  writeFileSync(log, gzipSync(line.repeat(400_000)))
  expect((await paas('import', log, '--json')).json().files[0].error.message).toContain('a bomb is not read')
  const moved = join(folder, 'bomb.json.gz')
  writeFileSync(moved, gzipSync(Buffer.alloc(300_000_000, 0x20)))
  expect((await paas('import-project', moved)).code).toBe(1)
})
