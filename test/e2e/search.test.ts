import { describe, expect, it } from 'vitest'
import { useStage } from './visitor.ts'

describe('the search', () => {
  const stage = useStage()

  async function record(key: string, texts: readonly string[]): Promise<number> {
    const turns = texts.map((text, i) => ({
      type: 'turn',
      key: `k${i}`,
      line: i + 1,
      role: 'assistant',
      kind: 'text',
      text,
    }))
    const meta = { type: 'meta', line: 1, title: `About ${key}` }
    const { session_id } = await stage.api('POST', '/capture', {
      tool: 'codex',
      session_key: key,
      project: { name: key },
      meta,
      turns,
    })
    while ((await stage.api('GET', '/search?q=x')).not_indexed > 0);
    return session_id
  }

  it('finds a turn by its words, shows what matched, and leads to it and back', async () => {
    const session = await record('harbour', [
      ...Array.from({ length: 60 }, (_, i) => `step ${i}`),
      'The harbour wall is 40 m <b>long</b>.',
    ])
    const { page, complaints } = await stage.visit('/')
    await page.getByRole('heading').first().waitFor()
    await page.keyboard.press('/')
    const field = page.getByRole('searchbox')
    await field.waitFor()
    await page.getByText('The words in a row.').waitFor()
    expect(await field.evaluate(node => node === document.activeElement)).toBe(true)
    await page.keyboard.type('harbour WALL')
    const hit = page.getByRole('link', { name: /The harbour wall is 40 m <b>long<\/b>\./ })
    await hit.waitFor()
    expect(await hit.locator('mark').allTextContents()).toEqual(['harbour', 'wall'])
    await page.getByRole('heading', { name: 'About harbour' }).waitFor()
    await hit.click()
    await page.waitForURL(new RegExp(`/sessions/${session}#t61$`))
    await page.locator('#t61').getByText('The harbour wall').waitFor()
    expect(await page.locator('#t61').evaluate(node => node.getBoundingClientRect().top < innerHeight)).toBe(true)
    await page.goBack()
    await hit.waitFor()
    expect(await field.inputValue()).toBe('harbour WALL')
    expect(complaints).toEqual([])
  })

  it('narrows to a project and says where nothing was found', async () => {
    await record('north', ['a lighthouse in the north'])
    await record('south', ['a lighthouse in the south'])
    const { page, complaints } = await stage.visit('/search?q=lighthouse')
    await page.getByRole('link', { name: /in the north/ }).waitFor()
    await page.getByRole('link', { name: /in the south/ }).waitFor()
    await page.getByRole('combobox', { name: 'Project' }).selectOption('south')
    await page.getByRole('link', { name: /in the north/ }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: /in the south/ }).waitFor()
    await page.getByRole('searchbox').fill('lighthouse zeppelin')
    await page.getByText('Nothing was found.').waitFor()
    for (const nothing of ['-lighthouse', '*', '"', '🙂']) {
      await page.getByRole('searchbox').fill(nothing)
      await page.getByText('Say a word that is to be there.').waitFor()
    }
    expect(complaints).toEqual([])
  })
})
