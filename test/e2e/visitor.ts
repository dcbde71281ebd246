/** A person at a browser, for a test: a page on a server of its own, and all the complaints the page made. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { CHROMIUM_ARGS } from '../support/chromium.ts'
import { startServer, type TestServer } from '../support/server.ts'

export interface Visitor {
  readonly page: Page
  /** Console errors, thrown errors, broken policies. */
  readonly complaints: string[]
}

export interface Stage {
  readonly url: string
  readonly server: TestServer
  visit(path: string, options?: BrowserContextOptions): Promise<Visitor>
  /** What stands on the clipboard of the page. */
  clipboard(page: Page): Promise<string>
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
  api(method: string, path: string, body?: unknown): Promise<any>
}

/** A server and a browser for the tests of a file; each visit is a fresh browser profile. @param isPublic where people sign in. */
export function useStage({ isPublic = false } = {}): Stage {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer({ isPublic })
    browser = await chromium.launch({ executablePath: inject('chromePath'), args: CHROMIUM_ARGS })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  return {
    get server() {
      return server
    },
    get url() {
      return server.url
    },
    async visit(path, options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'en-GB',
        permissions: ['clipboard-read', 'clipboard-write'],
        ...options,
      })
      context.setDefaultTimeout(10_000)
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', error => complaints.push(error.message))
      page.on('console', message => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective}`))
      })
      await page.goto(new URL(path, server.url).href)
      return { page, complaints }
    },
    clipboard: page => page.evaluate(() => navigator.clipboard.readText()),
    async api(method, path, body) {
      const init =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      return (await fetch(new URL(`/api${path}`, server.url), { method, ...init })).json()
    },
  }
}

/** A project with a session in progress on the first account of a pool of two. */
export async function openSession(
  stage: Stage,
  name: string,
): Promise<{ session: number; accounts: [string, string] }> {
  const accounts: [string, string] = [`${name} one`, `${name} two`]
  const { accounts: made } = await stage.api('POST', '/private/batch-create-accounts', {
    accounts: accounts.map(account_name => ({ account_name, specialization: name })),
  })
  const project = await stage.api('POST', '/projects', { name })
  const session = await stage.api('POST', '/sessions', {
    project_id: project.id,
    account_id: made[0].id,
    objectives: `Finish ${name}`,
  })
  await stage.api('PATCH', `/sessions/${session.id}`, { accomplishments: 'The parser reads dates', credits_used: 88 })
  return { session: session.id, accounts }
}
