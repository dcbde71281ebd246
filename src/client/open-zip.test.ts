import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js'
import { expect, test } from 'vitest'
import { isZip } from './is-zip.ts'
import { openZip, ZipProblem } from './open-zip.ts'

type Content = string | Uint8Array

async function zipOf(files: Record<string, Content>, options: object = {}): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false })
  for (const [name, content] of Object.entries(files)) {
    const reader = typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content)
    await writer.add(name, reader, options)
  }
  return writer.close()
}

async function read(blob: Blob): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const { name, stream } of openZip(blob)) {
    try {
      found[name] = await new Response(stream).text()
    } catch (error) {
      if (!(error instanceof ZipProblem)) throw error
      found[name] = `! ${error.message}`
    }
  }
  return found
}

test('its texts are unpacked one by one; pictures and zips in it are not', async () => {
  const blob = await zipOf({
    'conversations.json': '[1]',
    'chat/notes.md': '# hi',
    'photo.png': 'x',
    'inner.zip': 'PK',
    'empty/': '',
  })
  expect(isZip(new Uint8Array(await blob.slice(0, 4).arrayBuffer()))).toBe(true)
  expect(await read(blob)).toEqual({ 'conversations.json': '[1]', 'chat/notes.md': '# hi' })
})

test('a name that leads out of the zip is a name like any other', async () => {
  const names = ['../../etc/hosts.json', '/root/a.json', 'C:\\a.json']
  const blob = await zipOf(Object.fromEntries(names.map(name => [name, '[1]'])))
  expect(Object.keys(await read(blob))).toEqual(names)
})

test('no name is opened on the disk, however odd, nor what a link points to', async () => {
  const names = [
    '/etc/passwd.json',
    '..\\..\\a.json',
    '\\\\host\\share\\a.json',
    'nul\0l.json',
    `${'n'.repeat(10_000)}.json`,
    'con.json',
  ]
  const blob = await zipOf(Object.fromEntries(names.map(name => [name, '[1]'])))
  expect(Object.values(await read(blob))).toEqual(names.map(() => '[1]'))
  const link = await zipOf(
    { 'link.json': '/etc/passwd' },
    { externalFileAttributes: 0o120777 << 16, msDosCompatible: false },
  )
  expect(await read(link)).toEqual({ 'link.json': '/etc/passwd' })
})

test('two files of one name are two files', async () => {
  const bytes = new Uint8Array(await (await zipOf({ 'a.json': '[1]', 'b.json': '[2]' })).arrayBuffer())
  for (const at of bytes.keys()) if (new TextDecoder().decode(bytes.slice(at, at + 6)) === 'b.json') bytes[at] = 97
  const found: string[] = []
  for await (const { name, stream } of openZip(new Blob([bytes]))) found.push(name, await new Response(stream).text())
  expect(found).toEqual(['a.json', '[1]', 'a.json', '[2]'])
})

test('what is encrypted is told, and the rest goes on', async () => {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false })
  await writer.add('a.json', new TextReader('[1]'), { password: 'secret' })
  await writer.add('b.json', new TextReader('[2]'))
  expect(await read(await writer.close())).toEqual({ 'a.json': '! is encrypted', 'b.json': '[2]' })
})

test('a zip bomb is not unpacked, and the rest goes on', async () => {
  const blob = await zipOf({ 'bomb.json': new Uint8Array(64 * 1_048_576), 'b.json': '[2]' })
  expect(blob.size).toBeLessThan(100_000)
  expect(await read(blob)).toEqual({
    'bomb.json': '! unpacks to more than 200 times its size: a zip bomb is not read',
    'b.json': '[2]',
  })
})

test('a bomb that says it is small is stopped where it goes beyond that', async () => {
  const bytes = new Uint8Array(await (await zipOf({ 'bomb.json': new Uint8Array(1_048_576) })).arrayBuffer())
  // The size that is unpacked stands at 24 in the directory's entry.
  const entry = bytes.findIndex((_, at) => bytes.slice(at, at + 4).join() === '80,75,1,2')
  new DataView(bytes.buffer).setUint32(entry + 24, 1000, true)
  const found = await read(new Blob([bytes]))
  expect(found['bomb.json']).toMatch(/^! (?:unpacks to more than it says|is damaged)/)
})

test('files that share their bytes are read once', async () => {
  const text = JSON.stringify([...Array(500).keys()])
  const bytes = new Uint8Array(await (await zipOf({ 'a.json': text, 'a.jsonl': text })).arrayBuffer())
  const entries = [...bytes.keys()].filter(at => bytes.slice(at, at + 4).join() === '80,75,1,2')
  // Where its bytes begin stands at 42 in the directory's entry.
  new DataView(bytes.buffer).setUint32(entries[1]! + 42, 0, true)
  expect(await read(new Blob([bytes]))).toEqual({
    'a.json': text,
    'a.jsonl': '! shares its bytes with another file: a zip bomb is not read',
  })
})

test('what is damaged, or no zip at all, is told', async () => {
  const whole = await zipOf({ 'a.json': JSON.stringify([...Array(5000).keys()]) })
  await expect(read(whole.slice(0, whole.size - 40))).rejects.toThrow(/^is damaged/)
  await expect(read(new Blob(['PK\u0003\u0004 and nothing else']))).rejects.toThrow(ZipProblem)
  const bytes = new Uint8Array(await whole.arrayBuffer())
  bytes.fill(0, 200, 800)
  expect((await read(new Blob([bytes])))['a.json']).toMatch(/^! is damaged/)
})
