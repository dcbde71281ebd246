import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const DAY = 86_400_000

interface Said {
  readonly text: string
  readonly role?: 'user' | 'assistant' | 'tool'
  readonly kind?: 'tool_call'
  /** Days before START. */
  readonly ago?: number
}

/** Records turns as a session of a project, and indexes them. */
async function record(w: WorkspaceUnderTest, said: readonly (Said | string)[], more: object = {}): Promise<number> {
  const turns = said.map((each, i) => {
    const {
      text,
      role = 'assistant',
      ago = 0,
      kind: given,
    } = typeof each === 'string' ? ({ text: each } as Said) : each
    const kind = given ?? (role === 'tool' ? 'tool_result' : 'text')
    return { type: 'turn', key: `k${i}`, line: i + 1, role, kind, text, at: START - ago * DAY + i * 1000 }
  })
  const { body } = await call(w, 'POST', '/capture', {
    tool: 'claude-code',
    session_key: JSON.stringify(said).slice(0, 400),
    project: { name: 'shop' },
    turns,
    ...more,
  })
  await indexed(w)
  return body.session_id
}

/** Rings until nothing waits. */
async function indexed(w: WorkspaceUnderTest): Promise<void> {
  while ((await search(w, 'x')).not_indexed > 0) await w.ring()
}

async function search(w: WorkspaceUnderTest, q: string, more: Record<string, string> = {}) {
  const { status, body } = await call(w, 'GET', `/search?${new URLSearchParams({ q, ...more })}`)
  expect(status, `${q}: ${body.error}`).toBe(200)
  return body
}

const textsOf = (body: { data: { snippet: string }[] }) => body.data.map(hit => hit.snippet)
const find = async (w: WorkspaceUnderTest, q: string, more = {}) => textsOf(await search(w, q, more))

export function searchSuite(open: OpenWorkspaceUnderTest): void {
  describe('search', () => {
    test('a hit says which turn of which session of which project it is, and what matched', async () => {
      const w = await open()
      const id = await record(w, ['nothing here', 'The deadlock is in the settle step.'], {
        meta: { type: 'meta', line: 1, title: 'Locks' },
      })
      const { data, next_cursor } = await search(w, 'DEADLOCK settle')
      expect(data).toHaveLength(1)
      expect(data[0]).toMatchObject({
        session_id: id,
        session_title: 'Locks',
        session_number: 1,
        project_name: 'shop',
        tool: 'claude-code',
        turn_number: 2,
        role: 'assistant',
        kind: 'text',
        at: new Date(START + 1000).toISOString(),
        snippet: 'The deadlock is in the settle step.',
        more_in_session: 0,
      })
      expect(data[0].marks.map(([from, to]: [number, number]) => data[0].snippet.slice(from, to))).toEqual([
        'deadlock',
        'settle',
      ])
      expect(next_cursor).toBeUndefined()
    })

    test('all words must be there; quotes mean a phrase, a minus without, a star a beginning', async () => {
      const w = await open()
      await record(w, ['red green blue', 'green red', 'reddish paint'])
      expect(await find(w, 'green red')).toHaveLength(2)
      expect(await find(w, '"red green"')).toEqual(['red green blue'])
      expect(await find(w, 'red -blue')).toEqual(['green red'])
      expect(await find(w, 'green -"red green"')).toEqual(['green red'])
      expect(await find(w, 'redd*')).toEqual(['reddish paint'])
      expect(await find(w, 'redd')).toEqual([])
    })

    test('whatever a person types is answered', async () => {
      const w = await open()
      await record(w, ['call foo.bar() in C:\\x\\main.ts with --force', '🙂 fine'])
      for (const q of ['foo.bar()', 'C:\\x', 'main.ts', '--force', '"foo.bar', 'bar" foo', '“foo bar”']) {
        expect(await find(w, q), q).toHaveLength(1)
      }
      const odd = [
        '*',
        '"',
        '""',
        '-',
        '- -',
        '-foo',
        '🙂',
        '(',
        'a OR',
        'NEAR(foo bar)',
        'text:foo^',
        '\u0000',
        'foo\u0000bar',
      ]
      for (const q of [...odd, "'; DROP TABLE turn_index; --", '\ud800', '𠀀', '{a}:b', 'x'.repeat(1000)]) {
        await search(w, q)
      }
      const empty = await call(w, 'GET', '/search?q=%20')
      expect(empty.status).toBe(400)
      expect(empty.body.error).toContain('say what to search for')
      expect((await call(w, 'GET', '/search')).status).toBe(400)
    })

    test('accents need not be typed; words of scripts without spaces are found', async () => {
      const w = await open()
      await record(w, [
        'Le déploiement a échoué à Jakarta',
        '请修复登录错误，谢谢',
        'ログイン画面を直す',
        'แก้ไขการเข้าสู่ระบบ',
        '로그인이 실패했다',
        'Ошибка входа: йод',
        'Η σύνδεση απέτυχε',
      ])
      for (const q of [
        'deploiement',
        'échoué',
        'ECHOUE',
        '登录',
        '登录错误',
        'ログイン',
        '画面',
        'เข้าสู่ระบบ',
        '로그인',
        'йод',
        'σύνδεση',
      ]) {
        const { data } = await search(w, q)
        expect(data, q).toHaveLength(1)
        expect(data[0].marks.length, q).toBeGreaterThan(0)
      }
      expect(await find(w, '录登')).toEqual([])
    })

    test('project, session, tool, role and time narrow it', async () => {
      const w = await open()
      const first = await record(w, [
        { text: 'needle one', role: 'user' },
        { text: 'needle two', role: 'tool' },
      ])
      const other = await record(w, [{ text: 'needle three', ago: 40 }], {
        project: { name: 'site' },
        tool: 'gemini-cli',
      })
      const project = (await call(w, 'GET', `/sessions/${other}`)).body.data.project_id
      expect(await find(w, 'needle')).toHaveLength(3)
      expect(await find(w, 'needle', { project: String(project) })).toEqual(['needle three'])
      expect(await find(w, 'needle', { session: String(first) })).toHaveLength(2)
      expect(await find(w, 'needle', { tool: 'gemini-cli' })).toEqual(['needle three'])
      expect(await find(w, 'needle', { role: 'user' })).toEqual(['needle one'])
      const day = (ago: number) => new Date(START - ago * DAY).toISOString()
      expect(await find(w, 'needle', { since: day(2) })).toHaveLength(2)
      expect(await find(w, 'needle', { since: day(41).slice(0, 10) })).toHaveLength(3)
      expect(await find(w, 'needle', { since: '1999-01-01' })).toHaveLength(3)
      await record(w, [{ text: 'pin', ago: 10 }])
      expect(await find(w, 'pin', { since: day(11) })).toHaveLength(1)
      expect(await find(w, 'pin', { since: day(9) })).toEqual([])
      expect((await call(w, 'GET', '/search?q=needle&project=999')).status).toBe(404)
      expect((await call(w, 'GET', '/search?q=needle&since=yesterday')).status).toBe(400)
    })

    test('one session does not fill the page, and its own search tells all of it', async () => {
      const w = await open()
      const long = await record(
        w,
        Array.from({ length: 30 }, (_, i) => `lamp number ${i}`),
      )
      await record(w, ['a lamp elsewhere'])
      const { data } = await search(w, 'lamp')
      expect(data).toHaveLength(4)
      expect(data.find((hit: { session_id: number }) => hit.session_id === long).more_in_session).toBe(27)
      expect((await search(w, 'lamp', { session: String(long), limit: '100' })).data).toHaveLength(30)
    })

    test('a session of a thousand matches does not hide what lies behind it', async () => {
      const w = await open()
      await record(w, ['the first sail'])
      await record(
        w,
        Array.from({ length: 1100 }, (_, i) => `sail ${i}`),
      )
      expect(await find(w, 'sail')).toContain('the first sail')
    })

    test('pages follow each other without a hit twice or left out, though turns come meanwhile', async () => {
      const w = await open()
      for (let i = 0; i < 9; i++) await record(w, [`ferry ${i}`])
      const seen: string[] = []
      for (let cursor = ''; ; ) {
        const body = await search(w, 'ferry', { limit: '4', ...(cursor && { cursor }) })
        seen.push(...textsOf(body))
        cursor = body.next_cursor
        if (!cursor) break
        await record(w, [`a later ferry ${seen.length}`])
      }
      expect(seen.toSorted()).toEqual(Array.from({ length: 9 }, (_, i) => `ferry ${i}`))
      expect((await call(w, 'GET', '/search?q=ferry&cursor=moon')).status).toBe(400)
    })

    test('what is said about it stands before what mentions it, new before old, words before tools', async () => {
      const w = await open()
      const filler = 'many other words that talk of something else entirely '.repeat(20)
      await record(w, [`${filler} harbour`, 'harbour'])
      expect((await find(w, 'harbour'))[0]).toBe('harbour')
      await record(w, ['pier of now', { text: 'pier of old', ago: 300 }])
      expect(await find(w, 'pier')).toEqual(['pier of now', 'pier of old'])
      await record(w, [
        { text: 'quay by tool', role: 'tool' },
        { text: 'quay by user', role: 'user' },
      ])
      expect((await find(w, 'quay'))[0]).toBe('quay by user')
      await record(w, [{ text: 'Read jetty', kind: 'tool_call' }, 'A jetty of wood'])
      expect((await find(w, 'jetty'))[0]).toBe('A jetty of wood')
    })

    test('a snippet holds no secret, not even where the secret is what was searched for', async () => {
      const w = await open()
      const key = `ghp_${'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5'}`
      await record(w, [`Use the token ${key} for the mirror.`])
      for (const q of ['mirror', key]) {
        const { data } = await search(w, q)
        expect(data, q).toHaveLength(1)
        expect(data[0].snippet).toContain('[redacted')
        expect(data[0].snippet).not.toContain(key)
      }
    })

    test('a turn that changed is found by what it says now; one that is gone, never', async () => {
      const w = await open()
      const id = await record(w, ['walnut', 'chestnut', 'hazelnut'])
      const turns = (await call(w, 'GET', `/conversation?session_id=${id}`)).body.data
      await call(w, 'PATCH', `/conversation/${turns[0].id}`, { content: 'almond' })
      expect(await find(w, 'walnut')).toEqual([])
      await indexed(w)
      expect(await find(w, 'almond')).toEqual(['almond'])
      await call(w, 'DELETE', `/conversation/${turns[1].id}`)
      expect(await find(w, 'chestnut')).toEqual([])
      await call(w, 'DELETE', `/sessions/${id}`)
      expect([await find(w, 'almond'), await find(w, 'hazelnut')]).toEqual([[], []])
      const other = await record(w, ['pistachio'])
      const project = (await call(w, 'GET', `/sessions/${other}`)).body.data.project_id
      await call(w, 'DELETE', `/projects/${project}`)
      expect(await search(w, 'pistachio')).toMatchObject({ data: [], not_indexed: 0 })
    })

    test('a turn that has grown in its log is found by its new end', async () => {
      const w = await open()
      const turn = { type: 'turn', key: 'a', line: 1, role: 'tool', kind: 'tool_result', text: 'building' }
      const batch = { tool: 'claude-code', session_key: 'grows', project: { name: 'shop' }, turns: [turn] }
      await call(w, 'POST', '/capture', batch)
      await indexed(w)
      await call(w, 'POST', '/capture', { ...batch, turns: [{ ...turn, text: 'building, then zygote failed' }] })
      await indexed(w)
      expect(await find(w, 'zygote')).toHaveLength(1)
    })

    test('what is not indexed yet is counted, and comes by itself', async () => {
      const w = await open()
      const { body } = await call(w, 'POST', '/capture', {
        tool: 'codex',
        session_key: 'a',
        turns: [{ type: 'turn', key: 'a', line: 1, role: 'user', kind: 'text', text: 'a walrus' }],
      })
      expect(body.turns_added).toBe(1)
      await indexed(w)
      expect(await search(w, 'walrus')).toMatchObject({ data: [{ turn_number: 1 }], not_indexed: 0 })
    })
  })
}
