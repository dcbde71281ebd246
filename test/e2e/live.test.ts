import { describe, expect, it } from 'vitest'
import { useStage } from './visitor.ts'

const turnsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    type: 'turn',
    key: `k${first + i}`,
    line: first + i,
    role: i % 2 ? 'assistant' : 'user',
    kind: 'text',
    human: i % 2 === 0,
    text: `Sentence number ${first + i} of the talk, which goes on for a line or two so that the page is long enough.`,
  }))

describe('a session that is being written', () => {
  const stage = useStage()
  const write = (first: number, count: number) =>
    stage.api('POST', '/capture', {
      tool: 'claude-code',
      session_key: 'running',
      project: { name: 'Harbour' },
      live: true,
      turns: turnsFrom(first, count),
    })

  it('grows on its page; who reads elsewhere is told, and led to the end', async () => {
    const { session_id } = await write(1, 60)
    const { page, complaints } = await stage.visit(`/sessions/${session_id}`)
    const conversation = page.getByRole('region', { name: 'Conversation' })
    await conversation.getByText('Sentence number 1 of').waitFor()
    await page.getByRole('button', { name: 'To the latest turn' }).waitFor()
    const before = await page.evaluate(() => scrollY)
    await write(61, 3)
    await page.getByRole('button', { name: '3 new turns' }).waitFor()
    expect(await page.evaluate(() => scrollY)).toBe(before)
    await page.getByRole('button', { name: '3 new turns' }).click()
    await conversation.getByText('Sentence number 63 of').waitFor()
    await page.getByRole('button', { name: /turn/ }).waitFor({ state: 'detached' })
    // At the end, what comes is in sight by itself.
    await write(64, 2)
    await conversation.getByText('Sentence number 65 of').waitFor()
    await expect.poll(() => conversation.getByText('Sentence number 65 of').isVisible()).toBe(true)
    const gap = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight - Math.round(scrollY))
    await expect.poll(gap).toBeLessThan(200)
    expect(complaints).toEqual([])
  })
})
