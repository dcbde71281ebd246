import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { useStage } from './visitor.ts'

const SCRIPT_BYTES_MAX = 60_000

describe('the first visit', () => {
  const stage = useStage()

  it('loads at most 60 kB of script, gzipped', async () => {
    const { page } = await stage.visit('about:blank')
    const sizes: Promise<number>[] = []
    page.on('response', response => {
      if (response.request().resourceType() === 'script')
        sizes.push(response.body().then(body => gzipSync(body).length))
    })
    await page.goto(stage.url)
    await page.getByText('Look around first').waitFor()
    await page.waitForLoadState('networkidle')
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThanOrEqual(SCRIPT_BYTES_MAX)
  })

  it('loads the demo and leads through it: project, session with brief, hand over, paste', async () => {
    const { page, complaints } = await stage.visit('/')
    await page.getByRole('button', { name: 'Load the demo data' }).click()
    const tour = page.getByRole('complementary', { name: 'Guided first visit' })
    await tour.getByRole('button', { name: 'Open a project' }).click()
    await page.waitForURL(/\/projects\/\d+$/)
    await tour.getByText('Step 2 of 4').waitFor()
    await tour.getByRole('button', { name: 'Open a running session' }).click()
    await page.waitForURL(/\/sessions\/\d+$/)
    await tour.getByText('Step 3 of 4').waitFor()
    await page.getByRole('button', { name: 'Copy brief' }).waitFor()
    await page.getByRole('button', { name: 'Hand over', exact: true }).click()
    await page.getByRole('dialog', { name: 'Handed over' }).getByRole('button', { name: 'Copy briefing' }).click()
    expect(await stage.clipboard(page)).toMatch(/^# 🔄 AUTO-ROTATION HANDOFF - /)
    await page.keyboard.press('Escape')
    await tour.getByRole('button', { name: 'Finish' }).click()
    await tour.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  it('speaks Indonesian where the browser does', async () => {
    const { page, complaints } = await stage.visit('/accounts', { locale: 'id-ID' })
    await page.getByRole('heading', { name: 'Akun' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('id')
    expect(complaints).toEqual([])
  })
})
