import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { PIN1, requestOf, requestSession, type TestPhone } from '../support/people.ts'
import { requestOverV2, statusOverV2 } from '../support/relyingParty.ts'
import { type Service, startService } from '../support/startService.ts'
import { buildWeb } from './support/buildWeb.ts'
import { openConsole, suspect } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'

describe('the console in a browser', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    service = await startService({ WEB_DIR: web.dir })
  }, 180_000)
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  /** Opens the page of the person's held session from the queue, where it comes by itself. */
  async function openHeld(page: Page, person: string): Promise<void> {
    await page.getByRole('menuitem', { name: 'Queue' }).click()
    await page
      .getByRole('row', { name: person })
      .getByText(/\d+ s left/)
      .click()
    await page.getByRole('heading', { name: 'The way so far' }).waitFor()
  }

  const isWaiting = async (phone: TestPhone, sessionId: string) =>
    (await phone.requests()).some((request) => request.sessionId === sessionId)

  test('an analyst signs in, opens a held session and releases it, and the phone gets it', async () => {
    const { phone, person } = await suspect(service)
    const { page, complaints } = await openConsole(browser, service)
    const sessionId = await requestOverV2(service.url, {
      kind: 'authentication',
      document: phone.documentNumber,
    })
    await openHeld(page, person)
    await page.getByRole('button', { name: /Release/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('The person sees the request now').waitFor()
    expect(await isWaiting(phone, sessionId)).toBe(false)
    await dialog.getByLabel('Comment').fill('called back, it is real')
    await dialog.getByRole('button', { name: 'Release' }).click()

    await page.getByText('Released by Senior analyst').waitFor()
    await page.getByText('called back, it is real').waitFor()
    const request = await requestOf(phone, sessionId)
    expect(await phone.phone.confirm(request, PIN1)).toMatchObject({ result: 'signed' })
    expect(await statusOverV2(service.url, sessionId)).toMatchObject({
      state: 'COMPLETE',
      result: { endResult: 'OK' },
    })
    // The page hears of the end by itself.
    await page.getByText('Ended: Signed').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('by keyboard alone, B and Enter block a held session, and the phone never hears of it', async () => {
    const { phone, person } = await suspect(service)
    const { page, complaints } = await openConsole(browser, service, { username: 'analyst' })
    const { sessionId } = await requestSession(service, phone)
    await openHeld(page, person)
    await page.getByRole('button', { name: /Block/ }).waitFor()
    await page.keyboard.press('b')
    await page.getByRole('dialog').getByText('The person never sees the request.').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Blocked by Analyst').waitFor()
    expect(await isWaiting(phone, sessionId)).toBe(false)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('who may only read sees no button that would be refused', async () => {
    const { phone, person } = await suspect(service)
    const { page } = await openConsole(browser, service, { username: 'compliance' })
    await requestSession(service, phone)
    await openHeld(page, person)
    expect(await page.getByRole('button', { name: /Release|Block|Show addresses/ }).count()).toBe(0)
    await page.context().close()
  })

  test('a held session appears in an open queue by itself', async () => {
    const { phone, person } = await suspect(service)
    const { page } = await openConsole(browser, service)
    await page.getByRole('menuitem', { name: 'Queue' }).click()
    await page.getByRole('tab', { name: 'Held and flagged' }).waitFor()
    expect(await page.getByRole('row', { name: person }).count()).toBe(0)
    await requestSession(service, phone)
    await page
      .getByRole('row', { name: person })
      .getByText(/\d+ s left/)
      .waitFor()
    await page.context().close()
  })

  test('a page whose script is lost on the way comes by itself at the next try', async () => {
    const { page } = await openConsole(browser, service)
    let lost = 0
    await page.route('**/assets/TeamPage-*.js', async (route) => {
      lost += 1
      await (lost <= 2 ? route.abort('connectionreset') : route.continue())
    })
    await page.getByRole('menuitem', { name: 'Team' }).click()
    await page.getByRole('heading', { name: 'Team', level: 1 }).waitFor()
    expect(lost).toBe(3)
    await page.context().close()
  })

  test('an export is made, shown as ready and downloaded', async () => {
    const { page, complaints } = await openConsole(browser, service)
    await page.getByRole('menuitem', { name: 'Exports' }).click()
    await page.getByRole('link', { name: 'New export' }).click()
    await page.getByRole('button', { name: 'Last 24 hours' }).click()
    await page.getByRole('button', { name: 'Make the export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).first().click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^countersign-sessions-.*\.csv$/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a list is ordered as a file from where it stands, and downloaded when it is written', async () => {
    const { phone, person } = await suspect(service)
    const { page, complaints } = await openConsole(browser, service, { username: 'analyst' })
    await requestSession(service, phone)
    await page.getByRole('menuitem', { name: 'Queue' }).click()
    await page.getByRole('row', { name: person }).waitFor()
    await page.getByRole('button', { name: 'CSV' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^countersign-session-list-.*\.csv$/)
    await page.getByRole('menuitem', { name: 'Exports' }).click()
    await page.getByText('List of sessions').first().waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
