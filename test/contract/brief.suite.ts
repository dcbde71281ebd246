import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest } from '../support/workspace-under-test.ts'

const LINES = [
  'User: Build the invoice export. It must never include customers from the sandbox tenant.',
  ...Array.from({ length: 60 }, (_, i) => `log line ${i} of a noisy build that says little`),
  'Assistant: Decision: we write CSV, not XLSX, because the accountant imports CSV; rejected XLSX.',
  'Error: ENOENT: no such file or directory, open exports/2026-11.csv',
  'User: The deadline is Friday 16:00.',
]

export function briefSuite(open: OpenWorkspaceUnderTest): void {
  describe('briefs', () => {
    test.each([
      ['low', 25],
      ['medium', 15],
      ['high', 5],
    ])('smart-compress at %s keeps at most %d of the most useful lines, from the whole text', async (level, most) => {
      const w = await open()
      const project = (await call(w, 'POST', '/projects', { name: 'Books' })).body.id
      const { body } = await call(w, 'POST', '/private/smart-compress', {
        project_id: project,
        context: LINES.join('\n'),
        compress_level: level,
      })
      const [title, head, , points, ...lines] = body.briefing.split('\n')
      expect(title).toBe('# 🎯 SMART COMPRESSED - Books')
      expect(head).toBe(`**Level**: ${level.toUpperCase()} | **Ratio**: ${body.stats.compression_ratio}%`)
      expect(points).toBe('## 📝 Key Points')
      expect(lines.filter(Boolean).length).toBeLessThanOrEqual(most)
      expect(body.stats).toEqual({
        original_lines: LINES.length,
        compressed_lines: lines.filter(Boolean).length,
        compression_ratio: Math.round((1 - lines.filter(Boolean).length / LINES.length) * 100),
      })
      expect(body.briefing).toContain('sandbox tenant')
      expect(body.briefing).toContain('Friday 16:00')
    })

    test('smart-compress takes a budget in place of a level, and refuses neither', async () => {
      const w = await open()
      const project = (await call(w, 'POST', '/projects', { name: 'Books' })).body.id
      const fits = await call(w, 'POST', '/private/smart-compress', {
        project_id: project,
        context: LINES.join('\n'),
        budget_tokens: 120,
      })
      expect(fits.body.briefing).toContain('sandbox tenant')
      const neither = await call(w, 'POST', '/private/smart-compress', { project_id: project, context: 'x' })
      expect(neither.body.code).toBe('invalid-input')
      const unknown = await call(w, 'POST', '/private/smart-compress', {
        project_id: project,
        context: 'x',
        compress_level: 'extreme',
      })
      expect(unknown.body.error).toContain('"low"|"medium"|"high"')
    })

    test('a session grown by hand has its brief at every moment, and a changed turn changes it', async () => {
      const w = await open()
      const project = (await call(w, 'POST', '/projects', { name: 'Books' })).body.id
      const account = (await call(w, 'POST', '/accounts', { account_name: 'a' })).body.id
      const session = (await call(w, 'POST', '/sessions', { project_id: project, account_id: account })).body.id
      const say = (role: string, content: string) =>
        call(w, 'POST', '/conversation', { session_id: session, role, content })
      const brief = async () => (await call(w, 'GET', `/sessions/${session}/brief?budget_tokens=800`)).body.data
      const { id } = (await say('user', 'Please never delete rows of the ledger table, mark them void instead.')).body
      expect((await brief()).markdown).toContain('never delete rows')
      await say('assistant', 'I added the column voided_at to the ledger table.')
      const grown = await brief()
      expect(grown.markdown).toContain('voided_at')
      expect(grown.report.tokens).toBeLessThanOrEqual(800)
      await call(w, 'PATCH', `/conversation/${id}`, {
        content: 'Please never rename the ledger table, whatever the linter says.',
      })
      const changed = (await brief()).markdown
      expect(changed).toContain('never rename')
      expect(changed).not.toContain('never delete rows')
    })

    test('a secret in the conversation does not reach the brief', async () => {
      const w = await open()
      const project = (await call(w, 'POST', '/projects', { name: 'Books' })).body.id
      const secret = ['sk', 'ant', 'api03', 'Zk3'.repeat(12)].join('-')
      const { body } = await call(w, 'POST', '/handoff/compress', {
        project_id: project,
        context: `User: use the key ${secret} for staging`,
      })
      expect(body.briefing).not.toContain(secret)
    })
  })
}
