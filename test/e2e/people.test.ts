import { readdirSync, readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask, firstOwner, invited, type Somebody, withToken } from '../support/people.ts'
import { totpOf } from '../support/totp.ts'
import { useStage } from './visitor.ts'

const PASSWORD = 'correct horse battery staple'

/** Signs in on the page that the visit was led to. */
async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const menu = (page: Page) => page.getByRole('button', { name: 'You and your workspace' })

describe('coming in and going', () => {
  const stage = useStage({ isPublic: true })

  it('the first owner comes in by the server’s link, which leaves the address bar; the invited are limited by their role, and go at once', async () => {
    const { page: owner, complaints } = await stage.visit(String(stage.server.firstLink))
    await owner.getByRole('heading', { name: 'Welcome to paas' }).waitFor()
    expect(owner.url()).toBe(`${stage.url}/join`)
    await owner.getByLabel('Name').fill('Ayu')
    await owner.getByLabel('E-mail').fill('ayu@example.org')
    await owner.getByLabel('Password').fill(PASSWORD)
    await owner.getByRole('button', { name: 'Begin' }).click()
    await menu(owner).click()
    await owner.getByRole('link', { name: 'People and tokens' }).click()
    const invite = owner.getByRole('region', { name: 'Invite somebody' })
    await invite.getByLabel('As').selectOption('viewer')
    await invite.getByRole('button', { name: 'Make a link' }).click()
    await invite.getByRole('button', { name: 'Copy the link' }).click()
    const link = await stage.clipboard(owner)
    expect(link).toMatch(/\/join#paas_/)

    const { page: guest, complaints: amiss } = await stage.visit(link)
    await guest.getByRole('heading', { name: 'Join Workspace' }).waitFor()
    await guest.getByText('Ayu invites you as viewer.').waitFor()
    expect(guest.url()).toBe(`${stage.url}/join`)
    await guest.getByLabel('Name').fill('Budi')
    await guest.getByLabel('E-mail').fill('budi@example.org')
    await guest.getByLabel('Password').fill('short')
    await guest.getByRole('button', { name: 'Join' }).click()
    expect(await guest.getByLabel('Password').evaluate((field: HTMLInputElement) => field.validity.tooShort)).toBe(true)
    await guest.getByLabel('Password').fill(PASSWORD)
    await guest.getByRole('button', { name: 'Join' }).click()
    await menu(guest).waitFor()
    await guest.goto(`${stage.url}/people`)
    await guest.locator('li', { hasText: 'Budi' }).waitFor()
    expect(await guest.getByText('ayu@example.org').count()).toBe(0)
    expect(await guest.getByRole('region', { name: 'Invite somebody' }).count()).toBe(0)
    expect(await guest.getByRole('combobox').count()).toBe(0)
    await guest.goto(`${stage.url}/alerts`)
    await guest.getByText('An account is nearly used up').waitFor()
    expect(await guest.getByRole('region', { name: 'Webhooks' }).count()).toBe(0)
    expect(amiss.filter(text => !text.includes('401'))).toEqual([])
    await guest.goto(`${stage.url}/projects`)
    await guest.getByRole('button', { name: 'Add project' }).first().click()
    await guest.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Not allowed')
    await guest.getByRole('dialog').getByRole('button', { name: 'Add project' }).click()
    await guest.getByText('This takes the role member').waitFor()
    await guest.keyboard.press('Escape')

    // The owner's page has heard of the new member by itself.
    await owner.getByRole('combobox', { name: 'Role of Budi' }).selectOption('member')
    await owner.getByText('Budi is now member.').waitFor()
    await owner.getByRole('button', { name: 'Remove Budi' }).click()
    await owner.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await owner.getByText('Budi is no member any more.').waitFor()
    // Nobody touched that page: the line to it was closed.
    await guest.waitForURL(/\/sign-in\?then=%2Fprojects$/)
    await guest.getByRole('heading', { name: 'You belong to no workspace' }).waitFor()
    await guest.getByLabel('Name of the workspace').fill('Budi alone')
    await guest.getByRole('button', { name: 'Make a workspace' }).click()
    await guest.waitForURL(`${stage.url}/`)
    await menu(guest).click()
    await guest.getByText('Budi alone · owner').waitFor()
    // Whoever was not signed in yet was told so once; nothing else is amiss.
    expect(complaints.filter(text => !text.includes('401'))).toEqual([])
  })

  it('an invitation that was taken back, used or cut short says so', async () => {
    const { page } = await stage.visit('/join#paas_unknown')
    await page.getByRole('heading', { name: 'This invitation is not known' }).waitFor()
    const { page: empty } = await stage.visit('/join')
    await empty.getByRole('heading', { name: 'There is no invitation here' }).waitFor()
  })
})

describe('signing in', () => {
  const stage = useStage({ isPublic: true })
  let owner: Somebody
  beforeAll(async () => {
    owner = await firstOwner(stage.server)
  })

  it('leads back to the page that was wanted, and never to another site', async () => {
    const { page } = await stage.visit('/handoffs?status=failed')
    await page.waitForURL(/\/sign-in\?then=%2Fhandoffs%3Fstatus%3Dfailed$/)
    await signIn(page, owner.email, 'wrong horse battery')
    await page.getByRole('alert').getByText('The address or the password is wrong.').waitFor()
    await signIn(page, owner.email)
    await page.waitForURL(`${stage.url}/handoffs?status=failed`)
    for (const then of ['//example.org/x', 'https://example.org', '/\\example.org', 'javascript:alert(1)', '/api/me']) {
      await page.goto(`${stage.url}/sign-in?then=${encodeURIComponent(then)}`)
      await page.waitForURL(url => url.pathname !== '/sign-in')
      expect(page.url(), then).toBe(`${stage.url}/`)
    }
  })

  it('takes a new password by the mail’s link', async () => {
    const person = await invited(stage.server, owner, 'member')
    const { page } = await stage.visit('/sign-in')
    await page.getByRole('button', { name: 'Forgot the password?' }).click()
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByText('a link is on its way').waitFor()
    const link = await expect
      .poll(() => mailedLink(person.email))
      .toBeTruthy()
      .then(() => mailedLink(person.email))
    await page.goto(String(link))
    await page.getByLabel('New password').fill('another horse, another battery')
    expect(page.url()).toBe(`${stage.url}/reset-password`)
    await page.getByRole('button', { name: 'Keep this password' }).click()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await signIn(page, person.email)
    await page.getByRole('alert').getByText('is wrong').waitFor()
    await signIn(page, person.email, 'another horse, another battery')
    await menu(page).waitFor()
    await page.goto(String(link))
    await page.getByRole('heading', { name: 'too old or was used already' }).waitFor()
  })

  const mailedLink = (to: string) => {
    const folder = path(stage.server.dataDir, 'mail')
    const mails = readdirSync(folder).map(name => readFileSync(path(folder, name), 'utf8'))
    return mails.find(text => text.startsWith(`To: ${to}`) && text.includes('reset-password'))?.match(/http\S+/)?.[0]
  }

  it('takes a second step once it is switched on, by the app’s code or by a code that was kept', async () => {
    const person = await invited(stage.server, owner, 'member')
    const { page } = await stage.visit('/sign-in?then=/me')
    await signIn(page, person.email)
    const second = page.getByRole('region', { name: 'Second step' })
    await second.getByLabel('Your password').fill(PASSWORD)
    await second.getByRole('button', { name: 'Switch on' }).click()
    await second.getByRole('button', { name: 'Copy the key' }).click()
    const key = await stage.clipboard(page)
    await second.getByRole('button', { name: 'Copy the codes' }).click()
    const [kept = ''] = (await stage.clipboard(page)).split('\n')
    expect(await second.getByRole('link', { name: 'Open in the app' }).getAttribute('href')).toContain(`secret=${key}`)
    await second.getByLabel('Code that the app shows now').fill(totpOf(key, 0))
    await second.getByRole('button', { name: 'Confirm' }).click()
    await second.getByRole('alert').getByText('The code is wrong').waitFor()
    await second.getByLabel('Code that the app shows now').fill(totpOf(key))
    await second.getByRole('button', { name: 'Confirm' }).click()
    await second.getByText('On: signing in').waitFor()

    const signOut = () => page.getByRole('button', { name: 'Sign out' }).first().click()
    await signOut()
    await signIn(page, person.email)
    await page.getByLabel('Code of 6 digits').fill(totpOf(key))
    await page.getByRole('button', { name: 'Confirm' }).click()
    await menu(page).waitFor()
    await page.goto(`${stage.url}/me`)
    await signOut()
    await signIn(page, person.email)
    await page.getByRole('button', { name: 'Use a backup code instead' }).click()
    await page.getByLabel('Backup code').fill(kept)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await menu(page).waitFor()
    await page.goto(`${stage.url}/me`)
    await second.getByLabel('Your password').fill(PASSWORD)
    await second.getByRole('button', { name: 'Switch off' }).click()
    await second.getByText('Off. Switched on').waitFor()
  })

  it('takes a passkey instead of a password, until it is removed', async () => {
    const person = await invited(stage.server, owner, 'member')
    const { page } = await stage.visit('/sign-in?then=/me')
    const devices = await page.context().newCDPSession(page)
    await devices.send('WebAuthn.enable')
    await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await signIn(page, person.email)
    const passkeys = page.getByRole('region', { name: 'Passkeys' })
    await passkeys.getByLabel('Name of this device').fill('Desk')
    await passkeys.getByRole('button', { name: 'Add a passkey' }).click()
    await passkeys.getByText('Desk').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).first().click()
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await menu(page).waitFor()
    await page.goto(`${stage.url}/me`)
    await passkeys.getByRole('button', { name: 'Remove Desk' }).click()
    await passkeys.getByText('None yet.').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).first().click()
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByRole('alert').getByText('This passkey is not known here.').waitFor()
  })

  it('a name and a password are changed; signing out elsewhere closes the page there', async () => {
    const person = await invited(stage.server, owner, 'member')
    const { page: here } = await stage.visit('/sign-in?then=/me', {
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0',
    })
    await signIn(here, person.email)
    const { page: there } = await stage.visit('/sign-in?then=/accounts')
    await signIn(there, person.email)
    await there.getByText('Live').waitFor()
    await here.getByRole('textbox', { name: 'Name', exact: true }).fill('Citra')
    await here.getByRole('button', { name: 'Save' }).click()
    await here.getByText('Saved.').waitFor()
    await here.reload()
    const list = here.getByRole('region', { name: 'Where you are signed in' })
    await list.getByText('Firefox on Linux · this browser').waitFor()
    await list.getByRole('button', { name: 'Sign out Chrome on Linux' }).click()
    await there.waitForURL(/\/sign-in\?then=%2Faccounts$/)
    await there.getByLabel('E-mail').waitFor()
    await here.getByLabel('Current password').fill(PASSWORD)
    await here.getByLabel('New password').fill('yet another horse')
    await here.getByRole('button', { name: 'Change the password' }).click()
    await here.getByText('The new password holds.').waitFor()
    await signIn(there, person.email, 'yet another horse')
    await menu(there).waitFor()
    expect(
      (await owner.ask('GET', '/api/members')).body.data.some((member: { name: string }) => member.name === 'Citra'),
    ).toBe(true)
  })

  it('the workspace that was switched to is the one of every call, of the live line and of the next visit', async () => {
    const other = (await owner.ask('POST', '/api/workspaces', { name: 'Night shift' })).body.data.id
    const inOther = { 'paas-workspace': other }
    const { page } = await stage.visit('/sign-in?then=/projects')
    await signIn(page, owner.email)
    await menu(page).click()
    await page.getByRole('button', { name: 'Night shift' }).click()
    await page.waitForURL(`${stage.url}/`)
    await page.goto(`${stage.url}/projects`)
    await page.getByText('Live').waitFor()
    await owner.ask('POST', '/api/projects', { name: 'By night' }, inOther)
    await page.getByRole('link', { name: 'By night' }).first().waitFor()
    await owner.ask('POST', '/api/projects', { name: 'By day' })
    await page.reload()
    await page.getByRole('link', { name: 'By night' }).first().waitFor()
    expect(await page.getByText('By day').count()).toBe(0)
    // Who belongs there no more is in another of theirs at the next call.
    await page.evaluate(() => localStorage.setItem('paas.workspace', 'gone'))
    await page.reload()
    await page.getByRole('link', { name: 'By day' }).first().waitFor()
  })

  it('a token is shown once, does what it may, and is worth nothing once taken back', async () => {
    const { page } = await stage.visit('/sign-in?then=/people')
    await signIn(page, owner.email)
    await page.getByRole('button', { name: 'Make a token' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What it is for').fill('ci')
    await dialog.getByRole('button', { name: 'Make a token' }).click()
    await page.getByRole('button', { name: 'Copy the token' }).click()
    const token = await stage.clipboard(page)
    expect((await ask(stage.server, 'GET', '/api/stats', withToken(token))).status).toBe(200)
    await page.reload()
    await page.getByRole('button', { name: 'Take back ci' }).waitFor()
    expect(await page.getByText(token).count()).toBe(0)
    await page.getByRole('button', { name: 'Take back ci' }).click()
    await page.getByText('No tokens.').waitFor()
    expect((await ask(stage.server, 'GET', '/api/stats', withToken(token))).status).toBe(401)
  })
})

describe('a server that serves its own machine only', () => {
  const stage = useStage()

  it('says how to share it, makes tokens, and has nobody sign in', async () => {
    const { page, complaints } = await stage.visit('/')
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'People and tokens' }).click()
    await page.getByText('PAAS_URL=').waitFor()
    await page.getByRole('button', { name: 'Make a token' }).waitFor()
    expect(await menu(page).count()).toBe(0)
    await page.goto(`${stage.url}/sign-in`)
    await page.waitForURL(`${stage.url}/`)
    expect(complaints).toEqual([])
  })
})
