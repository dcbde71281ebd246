import { describe, expect, it } from 'vitest'
import { openSession, useStage } from './visitor.ts'

const PAGES = [
  '/',
  '/accounts',
  '/accounts/1',
  '/projects',
  '/projects/1',
  '/sessions',
  '/sessions/1',
  '/search',
  '/search?q=dates',
  '/knowledge',
  '/handoffs',
  '/alerts',
  '/pool',
  '/import',
  '/search',
  '/api-docs',
]

describe('every page', () => {
  const stage = useStage()

  it.each([
    { width: 1440, height: 900, colorScheme: 'light' as const },
    { width: 390, height: 844, colorScheme: 'dark' as const },
  ])('shows at $width px without errors, broken policies or overflow', async ({ width, height, colorScheme }) => {
    if (width === 1440) await openSession(stage, 'Pages')
    const { page, complaints } = await stage.visit('/', { viewport: { width, height }, colorScheme })
    for (const path of PAGES) {
      await page.goto(new URL(path, stage.url).href)
      await page.locator('h1').waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.getByRole('alert').count(), `${path} failed`).toBe(0)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0)
    }
    if (width === 390) {
      await page.goto(new URL('/sessions/1', stage.url).href)
      await page.locator('main label', { hasText: 'Brief' }).click()
      await page.getByRole('button', { name: 'Copy brief' }).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 'brief').toBeLessThanOrEqual(
        0,
      )
    }
    expect(complaints).toEqual([])
  })

  it('shows what a tool said of the quota windows of an account, as it comes in', async () => {
    const { page } = await stage.visit('/accounts')
    const reading = (window: string, usedPercent: number) => {
      const at = Date.now() - 5 * 60_000
      return { type: 'reading', line: 1, at, window, usedPercent, source: 'statusline', resetsAt: at + 7_500_000 }
    }
    const said = { tool: 'claude-code', session_key: 'w', account: { name: 'claude · windows', platform: 'claude' } }
    await stage.api('POST', '/capture/readings', { ...said, readings: [reading('5h', 37), reading('weekly-opus', 91)] })
    const row = page.locator('li', { hasText: 'claude · windows' })
    await row.getByText('5 hours 37 % used').waitFor()
    await row.getByRole('meter').and(page.locator('[aria-valuenow="63"]')).waitFor()
    await row.getByRole('link').click()
    const windows = page.getByRole('region', { name: 'Quota windows' })
    await windows.getByText('Week, opus').waitFor()
    const opened = (await windows.locator('li', { hasText: '5 hours' }).innerText()).split('\n').filter(Boolean)
    expect(opened).toEqual([
      '5 hours',
      'main window · a while after the first use',
      '37 % used',
      'Resets in 2 hours',
      'read off 5 minutes ago',
      'Edit',
    ])
    await stage.api('POST', '/capture/readings', { ...said, readings: [{ ...reading('5h', 52), at: Date.now() }] })
    await windows.getByText('52 % used').waitFor()
  })

  it('says what went wrong where the server fails, and tries again', async () => {
    const { page } = await stage.visit('/knowledge')
    const refusal = {
      success: false,
      error: 'The disk is full.',
      suggestion: 'Free some space.',
      code: 'disk-full',
      request_id: 'r-1',
    }
    await page.route('**/api/accounts?**', route => route.fulfill({ status: 500, json: refusal }))
    await page.goto(new URL('/accounts', stage.url).href)
    const alert = page.getByRole('alert')
    await alert.getByText('The disk is full.').waitFor()
    await alert.getByText('Free some space.').waitFor()
    await page.unroute('**/api/accounts?**')
    await alert.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('link', { name: 'Pages one' }).waitFor()
    expect(await alert.count()).toBe(0)
  })

  it('shows what changes elsewhere by itself', async () => {
    const { page } = await stage.visit('/accounts')
    await page.getByText('Live', { exact: true }).waitFor()
    await stage.api('POST', '/accounts', { account_name: 'came later' })
    await page.getByRole('link', { name: 'came later' }).waitFor()
  })

  it('keeps the chosen look, set before the first paint', async () => {
    const { page } = await stage.visit('/', { colorScheme: 'light' })
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByText('Dark', { exact: true }).click()
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const dark = await paper()
    await page.reload()
    expect(await paper()).toBe(dark)
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
  })

  it('goes to its rooms by keys and to the content by the skip link', async () => {
    const { page } = await stage.visit('/')
    await page.locator('h1').waitFor({ state: 'attached' })
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.waitForURL(/\/accounts$/)
    await page.getByRole('heading', { name: 'Accounts' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Accounts' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })
})
