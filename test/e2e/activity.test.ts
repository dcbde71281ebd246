import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Route } from '../../src/http/route.ts'
import { routes } from '../../src/workspace/rooms.ts'
import { actIn } from '../../web/src/pages/activity/entry-words.ts'
import { useStage } from './visitor.ts'

describe('the activity log', () => {
  const stage = useStage()

  it('tells who did what, narrows, says that it is whole, and is taken along as a table', async () => {
    const { id } = await stage.api('POST', '/accounts', { account_name: '=a formula' })
    await stage.api('PATCH', `/accounts/${id}`, { notes: 'x' })
    await stage.api('POST', '/projects', { name: 'p' })
    const { page, complaints } = await stage.visit('/activity')
    const entries = page.getByRole('listitem')
    await entries.filter({ hasText: 'At this machine changed account 1 (notes)' }).waitFor()
    await page.getByLabel('Thing').selectOption('projects')
    await expect.poll(() => entries.filter({ hasText: 'At this machine' }).count()).toBe(1)
    await page.getByLabel('Thing').selectOption('')
    await page.getByLabel('From day').fill('2031-01-01')
    await page.getByText('Nothing fits these filters.').waitFor()
    await page.getByLabel('From day').fill('')
    await page.getByRole('button', { name: 'Is it as it was written?' }).click()
    await page.getByText(/All 3 entries, unbroken/).waitFor()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as CSV' }).click(),
    ])
    const lines = readFileSync(await saved.path(), 'utf8').split('\r\n')
    expect(lines[0]).toBe('seq,at,person_id,actor,via,address,action,subject,hash')
    expect(lines.slice(1).map(line => line.split(',')[6])).toEqual([
      'POST /api/projects',
      'PATCH /api/accounts/{id}',
      'POST /api/accounts',
    ])
    await page.getByRole('link', { name: 'account 1' }).first().click()
    await page.waitForURL('**/accounts/1')
    expect(complaints).toEqual([])
  })

  it('has words for every route that leaves an entry; only what is a thing itself is made or deleted', () => {
    const isUnderWay = ({ isMove, path }: Route) => isMove && !/\/(?:end|secrets|give-up)$/.test(path)
    const leaves = (route: Route) => route.method !== 'GET' && !route.isPush && !route.onlyReads && !isUnderWay(route)
    const writing = routes.filter(leaves)
    const said = writing.map(({ method, path }) => {
      const action = `${method} ${path}`
      return { action, words: actIn({ action } as Parameters<typeof actIn>[0]) }
    })
    expect(said.filter(({ action, words }) => action === words)).toEqual([])
    const parts = said.filter(({ action }) => action.includes('}/'))
    expect(parts.filter(({ words }) => ['made', 'changed', 'deleted'].includes(words))).toEqual([])
  })

  it('is taken along page by page, to its first entry, and shows what was done since it was last open', async () => {
    for (let n = 0; n < 1100; n++) await stage.api('POST', '/alerts/seen', {})
    const { page } = await stage.visit('/activity')
    await page.getByText('saw every alert').first().waitFor()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as CSV' }).click(),
    ])
    const numbers = readFileSync(await saved.path(), 'utf8')
      .split('\r\n')
      .slice(1)
    expect(numbers.at(-1)).toMatch(/^1,/)
    await page.getByRole('link', { name: 'Projects' }).first().click()
    await page.waitForURL('**/projects')
    await stage.api('POST', '/knowledge', { category: 'tip', title: 't', description: 'd' })
    await page.goBack()
    await page.getByText('made knowledge').waitFor()
  })
})
