import { describe, expect, it } from 'vitest'
import { openSession, useStage } from './visitor.ts'

describe('handing over', () => {
  const stage = useStage()

  it('one press shows the next account and a briefing, and copies it', async () => {
    const { accounts } = await openSession(stage, 'Press')
    const { page, complaints } = await stage.visit('/')
    await page.getByRole('button', { name: 'Hand over Press session 1' }).click()
    const dialog = page.getByRole('dialog', { name: 'Handed over' })
    await dialog.getByText('AUTO-ROTATION HANDOFF - Press').waitFor()
    expect(await dialog.innerText()).toContain(accounts[1])
    await dialog.getByRole('button', { name: 'Copy briefing' }).click()
    await dialog.getByText('Copied').waitFor()
    const copied = await stage.clipboard(page)
    expect(copied).toMatch(/^# 🔄 AUTO-ROTATION HANDOFF - Press/)
    expect(copied).toContain('The parser reads dates')
    expect(complaints).toEqual([])
  })

  it('the keyboard alone can hand over and copy', async () => {
    await openSession(stage, 'Keys')
    const { page } = await stage.visit('/')
    await page.getByRole('button', { name: 'Hand over Keys session 1' }).waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
    for (let presses = 0; presses < 60 && (await focused()) !== 'Hand over Keys session 1'; presses++)
      await page.keyboard.press('Tab')
    expect(await focused()).toBe('Hand over Keys session 1')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Handed over' }).getByText('HANDOFF - Keys').waitFor()
    // The copy button has the focus by itself.
    await page.keyboard.press('Enter')
    await page.getByText('Copied').waitFor()
    expect(await stage.clipboard(page)).toContain('HANDOFF - Keys')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('where no account is free it says when the next returns, and that the handoff waits', async () => {
    const { session } = await openSession(stage, 'Queue')
    const { data } = await stage.api('GET', '/accounts?limit=1000')
    await stage.api('PATCH', '/accounts/1', { refresh: 'daily' })
    for (const account of data) await stage.api('PATCH', `/accounts/${account.id}`, { credits_available: 0 })
    const { page } = await stage.visit(`/sessions/${session}`)
    await page.getByRole('button', { name: 'Hand over' }).click()
    const dialog = page.getByRole('dialog', { name: 'No account is free' })
    await dialog.getByText(/The next account returns in/).waitFor()
    await dialog.getByText(/waits in the queue/).waitFor()
    await dialog.getByRole('link', { name: 'See the queue' }).click()
    await page.getByRole('heading', { name: 'Handoffs' }).waitFor()
    await page.getByText('Queue one', { exact: false }).first().waitFor()
    expect((await stage.api('GET', `/sessions/${session}`)).data.status).toBe('in_progress')
    for (const account of data) await stage.api('PATCH', `/accounts/${account.id}`, { credits_available: 100 })
  })

  it('what the receiver asks again shows on its handoff as it happens, with a way to both turns', async () => {
    const { session } = await openSession(stage, 'Again')
    const say = (session_id: number, role: string, content: string) =>
      stage.api('POST', '/conversation', { session_id, role, content })
    await say(session, 'user', 'Dates of the pension office come as day and month, without any year.')
    const { account_id, project_id } = (await stage.api('GET', `/sessions/${session}`)).data
    const rotation = { session_id: session, current_account_id: account_id, project_id }
    const { session_id } = await stage.api('POST', '/private/auto-rotate', rotation)
    const { page, complaints } = await stage.visit('/handoffs')
    await page.getByText('Again one', { exact: false }).waitFor()
    await say(session_id, 'user', 'Once more: dates of the pension office come as day and month, without a year.')
    await page.getByText('re-asked: 1 of 1 item').click()
    await page.getByText('“Once more: dates of the pension office', { exact: false }).waitFor()
    await page.getByRole('link', { name: 'before in t' }).click()
    await page.waitForURL(new RegExp(`/sessions/${session}#t\\d+$`))
    expect(complaints).toEqual([])
  })

  it('trying again after a lost answer hands over no second time', async () => {
    const { session } = await openSession(stage, 'Lost')
    const { page } = await stage.visit(`/sessions/${session}`)
    let lost = 0
    await page.route('**/api/private/auto-rotate', async route => {
      if (lost++ > 0) return route.continue()
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.getByRole('button', { name: 'Hand over' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('dialog', { name: 'Handed over' }).getByText('HANDOFF - Lost').waitFor()
    const { data } = await stage.api('GET', `/handoffs?session_id=${session}`)
    expect(data).toHaveLength(1)
  })
})
