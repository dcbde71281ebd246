import { describe, expect, it } from 'vitest'
import { useStage } from './visitor.ts'

describe('alerts', () => {
  const stage = useStage()

  it('tells of what is nearly used up on the bell and the overview, until somebody has seen and dismissed it', async () => {
    const { page, complaints } = await stage.visit('/')
    const { id } = await stage.api('POST', '/accounts', {
      account_name: 'claude · alert',
      platform: 'claude',
      refresh: 'never',
    })
    await stage.api('PATCH', `/accounts/${id}`, { credits_available: 5 })
    const title = 'claude · alert: 5 of 100 credits are left of its quota'
    await page.getByRole('region', { name: 'Alerts' }).getByText(title).waitFor()
    await page.getByRole('link', { name: 'Alerts, 1 new' }).click()
    await page.getByRole('link', { name: title }).waitFor()
    await page.getByRole('link', { name: 'Alerts', exact: true }).waitFor()
    expect((await stage.api('GET', '/alerts')).counts).toEqual({ open: 1, new: 0 })
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await page.getByText('Nothing to tell.').waitFor()
    expect((await stage.api('GET', '/alerts')).counts.open).toBe(0)
    expect(complaints).toEqual([])
  })

  it('makes a policy, changes it and switches it off', async () => {
    const { page } = await stage.visit('/alerts')
    await page.getByRole('button', { name: 'Add a policy' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Quiet morning')
    await dialog.getByLabel('When').selectOption('no_activity')
    await dialog.getByLabel('After minutes').fill('90')
    await dialog.getByRole('button', { name: 'Add a policy' }).click()
    const row = page.locator('li', { hasText: 'Quiet morning' })
    await row.getByText('nothing recorded for 1 h 30 min → tell me here').waitFor()
    await row.getByRole('button', { name: 'Edit Quiet morning' }).click()
    await dialog.getByLabel('After minutes').fill('60')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await row.getByText('nothing recorded for 1 h 00 min').waitFor()
    await row.getByRole('checkbox', { name: 'Watch for: Quiet morning' }).click()
    await expect.poll(async () => (await find('Quiet morning'))?.enabled).toBe(false)
    expect((await find('Quiet morning')).condition).toEqual({ kind: 'no_activity', after: { minutes: 60 } })
  })

  const find = async (name: string) =>
    (await stage.api('GET', '/policies')).data.find((policy: { name: string }) => policy.name === name)
})

describe('the pool ahead', () => {
  const stage = useStage()

  it('names the account that comes next, why, who comes behind, and keeps the strategy that is chosen', async () => {
    await stage.api('POST', '/accounts', { account_name: 'keeps', refresh: 'never' })
    await stage.api('POST', '/accounts', { account_name: 'expires', credits_available: 80 })
    const { page } = await stage.visit('/pool')
    const next = page.getByRole('region', { name: 'Which account next' })
    await next.getByRole('link', { name: 'keeps' }).first().waitFor()
    await next.getByText('100 credits, the most among those free').waitFor()
    await next.getByText('80 credits against 100 credits').waitFor()
    await next.getByText('Expiring first').first().click()
    await next.getByText('the first to be lost among those free').waitFor()
    expect((await stage.api('GET', '/settings')).data.selection_strategy).toBe('expiring-first')
    await page.reload()
    await next.getByText('the first to be lost among those free').waitFor()
    expect(await next.locator('.sheet a').innerText()).toBe('expires')
  })

  it('plans work by a time, and says what is lost where nothing is done', async () => {
    const { page } = await stage.visit('/pool')
    await page.getByRole('region', { name: 'What comes' }).getByText('used lately').waitFor()
    const planner = page.getByRole('region', { name: 'Work by a time' })
    await planner.getByRole('button', { name: 'Plan' }).click()
    await planner.getByText('Your pace is not known yet').waitFor()
    const { id: project_id } = await stage.api('POST', '/projects', { name: 'Paced' })
    for (let n = 0; n < 4; n++) {
      const { id } = await stage.api('POST', '/sessions', { project_id, account_id: 1 })
      await stage.api('PATCH', `/sessions/${id}`, { status: 'completed', credits_used: 10, duration_minutes: 30 })
    }
    await planner.getByLabel('Credits of work').fill('20')
    await planner.getByRole('button', { name: 'Plan' }).click()
    await planner.getByText('20 credits get done in time').waitFor()
    await planner
      .getByRole('link', { name: /keeps|expires/ })
      .first()
      .waitFor()
  })
})
