import { gzipSync } from 'node:zlib'
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useStage } from './visitor.ts'

/** A small Claude Code log: two requests, a failing command, an edit; one line cut short. */
function logOf(sessionId: string): string {
  const at = (second: number) => `2026-11-20T10:00:${String(second).padStart(2, '0')}.000Z`
  const common = {
    parentUuid: null,
    sessionId,
    cwd: '/home/ana/lighthouse',
    gitBranch: 'main',
    version: '2.1.0',
    userType: 'external',
    isSidechain: false,
  }
  const user = (uuid: string, second: number, content: unknown) =>
    JSON.stringify({ ...common, type: 'user', uuid, timestamp: at(second), message: { role: 'user', content } })
  const assistant = (uuid: string, second: number, block: object) =>
    JSON.stringify({
      ...common,
      type: 'assistant',
      uuid,
      timestamp: at(second),
      message: {
        id: `msg_${uuid}`,
        role: 'assistant',
        model: 'claude-opus-4-5',
        content: [block],
        usage: { input_tokens: 10, output_tokens: 5 },
      },
    })
  return [
    user('u1', 1, 'The tide table must be right for the port of Semarang. Never round the heights.'),
    assistant('a1', 2, { type: 'text', text: 'I will read the table first.' }),
    assistant('a2', 3, { type: 'tool_use', id: 'call_1', name: 'Bash', input: { command: 'npm test -- tides' } }),
    user('u2', 4, [
      { type: 'tool_result', tool_use_id: 'call_1', content: '1 test failed: expected 1.42', is_error: true },
    ]),
    assistant('a3', 5, {
      type: 'tool_use',
      id: 'call_2',
      name: 'Edit',
      input: { file_path: '/home/ana/lighthouse/src/tides.ts', old_string: 'a', new_string: 'b' },
    }),
    user('u3', 6, [{ type: 'tool_result', tool_use_id: 'call_2', content: 'The file was updated.' }]),
    user('u4', 7, 'Now the lamp: it must turn every 7.5 seconds.'),
    assistant('a4', 8, { type: 'text', text: 'The lamp turns every 7.5 seconds now.' }),
    '{"type":"user","uuid":"u9","mess',
  ].join('\n')
}

async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, base64 }) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name))
      return transfer
    },
    { name, base64: bytes.toString('base64') },
  )
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer })
}

describe('importing in the dashboard', () => {
  const stage = useStage()

  it('a dropped transcript becomes a session with its conversation and brief', async () => {
    const { page, complaints } = await stage.visit('/')
    await page.getByText('Import a session').waitFor()
    await drop(page, 'lighthouse.jsonl', Buffer.from(logOf('5e0f1c')))
    await page.getByText('1 part could not be read').waitFor()
    await page.getByRole('link', { name: 'Open session' }).click()
    const conversation = page.getByRole('region', { name: 'Conversation' })
    await conversation.getByText('The tide table must be right').waitFor()
    await conversation.getByText('npm test -- tides').waitFor()
    await conversation.getByText('failed', { exact: true }).first().waitFor()
    const brief = page.getByRole('region', { name: 'Brief' })
    await brief
      .getByText(/7\.5 seconds/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: 'lighthouse' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('a turn named in the brief is shown in the conversation', async () => {
    const { page } = await stage.visit('/sessions/1')
    const brief = page.getByRole('region', { name: 'Brief' })
    await brief.getByRole('link', { name: '[t1]' }).first().click()
    await page.waitForURL(/#t1$/)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('t1')
  })

  it('the same log again, packed, changes nothing', async () => {
    const { page } = await stage.visit('/')
    await drop(page, 'lighthouse.jsonl.gz', gzipSync(logOf('5e0f1c')))
    await page.getByText(/nothing new/).waitFor()
    expect((await stage.api('GET', '/sessions')).data).toHaveLength(1)
  })

  it('a file that is no transcript is refused in words, and the rest goes on', async () => {
    const { page } = await stage.visit('/import')
    await page.setInputFiles('input[type=file] >> nth=0', [
      { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) },
      { name: 'other.jsonl', mimeType: 'text/plain', buffer: Buffer.from(logOf('6f0f1c')) },
    ])
    await page.getByText('No transcript was recognised in this file.').waitFor()
    await page.getByText('2 files through').waitFor()
    expect((await stage.api('GET', '/sessions')).data).toHaveLength(2)
    await page.getByRole('button', { name: 'Clear the list' }).click()
    await page.getByText('2 files through').waitFor({ state: 'detached' })
  })

  it('an export as a zip becomes a session for each conversation; what cannot be read of it is told', async () => {
    const { page, complaints } = await stage.visit('/import')
    const conversations = ['Lamps', 'Tides'].map((title, i) => conversation(title, `c-${i}`))
    const zip = await zipOf({ 'conversations.json': JSON.stringify(conversations), 'notes.txt': '\0\0' })
    await page.setInputFiles('input[type=file] >> nth=0', [
      { name: 'export.zip', mimeType: 'application/zip', buffer: zip },
    ])
    await page.getByText('1 file through').waitFor()
    await page.getByText('1 part could not be read').click()
    await page.getByText(/no transcript/).waitFor()
    await page.getByText('2 sessions', { exact: true }).click()
    await page.getByRole('link', { name: 'Tides' }).click()
    await page.getByRole('region', { name: 'Conversation' }).getByText('How are the Tides?').waitFor()
    expect(complaints).toEqual([])
  })
})

function conversation(title: string, id: string) {
  const message = (key: string, parent: string | null, role: string, text: string, children: string[]) => ({
    id: key,
    parent,
    children,
    message: {
      id: key,
      author: { role },
      create_time: 1_760_000_000,
      content: { content_type: 'text', parts: [text] },
    },
  })
  return {
    id,
    conversation_id: id,
    title,
    create_time: 1_760_000_000,
    current_node: `${id}-b`,
    mapping: {
      [`${id}-a`]: message(`${id}-a`, null, 'user', `How are the ${title}?`, [`${id}-b`]),
      [`${id}-b`]: message(`${id}-b`, `${id}-a`, 'assistant', `The ${title} are well.`, []),
    },
  }
}

async function zipOf(files: Record<string, string>): Promise<Buffer> {
  const zip = new ZipWriter(new Uint8ArrayWriter())
  for (const [name, text] of Object.entries(files)) await zip.add(name, new TextReader(text))
  return Buffer.from(await zip.close())
}
