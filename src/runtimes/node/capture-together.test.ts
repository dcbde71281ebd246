import { expect, test } from 'vitest'
import { openFileWorkspace } from './open-workspace.ts'

const batch = (key: string, project: { id: number } | { name: string } = { name: 'shop' }) => ({
  tool: 'codex',
  session_key: key,
  project,
  turns: [
    { type: 'turn' as const, key: 'a', line: 1, role: 'user' as const, kind: 'text' as const, text: `Say ${key}` },
  ],
  usage: [],
})

test('captures at one time are answered each with its own receipt', async () => {
  const workspace = openFileWorkspace(':memory:')
  const receipts = await Promise.all(['s', 't', 'u'].map(key => workspace.capture(batch(key))))
  expect(receipts.map(receipt => receipt.session_id)).toEqual([1, 2, 3])
  workspace.close()
})

test('one that is refused does not take the others with it', async () => {
  const workspace = openFileWorkspace(':memory:')
  const [first, refused, last] = await Promise.allSettled([
    workspace.capture(batch('s')),
    workspace.capture(batch('t', { id: 99 })),
    workspace.capture(batch('u')),
  ])
  expect([first?.status, refused?.status, last?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  const answer = await workspace.fetch(new Request('http://localhost/api/sessions'))
  const { data } = (await answer.json()) as { data: object[] }
  expect(data).toHaveLength(2)
  workspace.close()
})
