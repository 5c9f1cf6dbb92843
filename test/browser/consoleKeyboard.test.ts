import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { requestSession, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { buildWeb } from './support/buildWeb.ts'
import { newPage, openConsole, suspect } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'

describe('the console by keyboard alone', () => {
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

  const said = (page: Page, words: string | RegExp) =>
    page.getByTestId('announcements').filter({ hasText: words }).waitFor()
  const focusedRow = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? null)
  const isWaiting = async (phone: TestPhone, sessionId: string) =>
    (await phone.requests()).some((request) => request.sessionId === sessionId)

  /**
   * Opens the queue's held tab and walks to a session. No pointer touches the page.
   * @param others that must be there before: once somebody reads, new rows wait.
   */
  async function walkTo(page: Page, sessionId: string, others: readonly string[] = []): Promise<void> {
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await page.getByRole('heading', { name: 'Requests by decision' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('q')
    for (const id of [sessionId, ...others]) await page.locator(`[data-row="${id}"]`).waitFor()
    for (let step = 0; step < 50 && (await focusedRow(page)) !== sessionId; step += 1) {
      await page.keyboard.press('j')
    }
    expect(await focusedRow(page)).toBe(sessionId)
  }

  test('somebody signs in, goes to the queue, walks it, releases one session and blocks another', async () => {
    const [one, other] = [await suspect(service), await suspect(service)]
    const page = await newPage(browser)
    await page.goto(`${service.url}/console/`)
    await page.getByLabel('Name').waitFor()
    await page.keyboard.type('senior')
    await page.keyboard.press('Tab')
    await page.keyboard.type(service.consolePassword)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Requests by decision' }).waitFor()
    const { sessionId: released } = await requestSession(service, one.phone)
    await walkTo(page, released)
    await said(page, /s left/)
    await page.keyboard.press('a')
    await page.getByRole('dialog').getByText('The person sees the request now').waitFor()
    await page.keyboard.press('Enter')
    await said(page, 'Released to the phone')
    await expectSoon(() => isWaiting(one.phone, released))

    const { sessionId: blocked } = await requestSession(service, other.phone)
    await walkTo(page, blocked)
    await page.keyboard.press('b')
    await page.getByRole('dialog').getByText('The person never sees the request.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await isWaiting(other.phone, blocked)).toBe(false)
    await page.keyboard.press('b')
    await page.getByRole('dialog').getByText('The person never sees the request.').waitFor()
    await page.keyboard.press('Enter')
    await said(page, 'Blocked')
    expect(await isWaiting(other.phone, blocked)).toBe(false)
    await page.context().close()
  })

  test('Enter opens the chosen session, and G Q comes back', async () => {
    const { phone } = await suspect(service)
    const { page } = await openConsole(browser, service)
    const { sessionId } = await requestSession(service, phone)
    await walkTo(page, sessionId)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'The way so far' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('q')
    await page.locator(`[data-row="${sessionId}"]`).waitFor()
    await page.context().close()
  })

  test('letters typed into a field are text; "/" leads to the search, which finds a relying party', async () => {
    await requestSession(service, (await suspect(service)).phone)
    const { page } = await openConsole(browser, service)
    await page.keyboard.press('g')
    await page.keyboard.press('q')
    await page.getByRole('tab', { name: 'All sessions' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('bab gq')
    expect(await page.getByRole('search').getByRole('textbox').inputValue()).toBe('bab gq')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('demo')
    await page.keyboard.press('Enter')
    await page.getByText('What was searched for').waitFor()
    await page.getByRole('row', { name: /DEMO/ }).first().waitFor()
    expect(page.url()).not.toContain('demo')
    await page.context().close()
  })

  test('"?" shows the keys of the page', async () => {
    const { page } = await openConsole(browser, service)
    await page.keyboard.press('g')
    await page.keyboard.press('q')
    await page.getByRole('tab', { name: 'All sessions' }).waitFor()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keys' })
    await sheet.getByText('Search').waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('C claims a row and gives it back, and the queue says who works on it', async () => {
    const { phone } = await suspect(service)
    const { page } = await openConsole(browser, service)
    const { sessionId } = await requestSession(service, phone)
    await walkTo(page, sessionId)
    const row = page.locator(`[data-row="${sessionId}"]`)
    await page.keyboard.press('c')
    await row.getByText('Senior analyst works on it').waitFor()
    await page.keyboard.press('c')
    await row.getByText('Senior analyst works on it').waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('X chooses rows, and one B blocks them all', async () => {
    const people = [await suspect(service), await suspect(service)]
    const { page } = await openConsole(browser, service)
    const ids: string[] = []
    for (const { phone } of people) ids.push((await requestSession(service, phone)).sessionId)
    await walkTo(page, ids[0] ?? '', ids)
    for (const id of ids) {
      while ((await focusedRow(page)) !== id) await page.keyboard.press('j')
      await page.keyboard.press('x')
    }
    await page.getByRole('toolbar').getByText('2 chosen').waitFor()
    await page.keyboard.press('b')
    await page.getByText('Block these 2 requests?').waitFor()
    await page.keyboard.press('Enter')
    await said(page, '2 blocked')
    const states = await service.prisma.session.findMany({ where: { id: { in: ids } } })
    expect(states.map(({ state }) => state)).toEqual(['BLOCKED', 'BLOCKED'])
    await page.context().close()
  })

  test('while somebody reads, a new row waits and no row moves', async () => {
    const [read, late] = [await suspect(service), await suspect(service)]
    const { page } = await openConsole(browser, service)
    const { sessionId } = await requestSession(service, read.phone)
    await walkTo(page, sessionId)
    const rows = () =>
      page.locator('[data-row]').evaluateAll((all) => all.map((row) => row.getAttribute('data-row')))
    const before = await rows()
    const { sessionId: newcomer } = await requestSession(service, late.phone)
    await page.getByRole('button', { name: /1 new/ }).waitFor()
    expect(await rows()).toEqual(before)
    await page.keyboard.press('.')
    await page.locator(`[data-row="${newcomer}"]`).waitFor()
    expect(await focusedRow(page)).toBe(sessionId)
    await page.context().close()
  })
})

async function expectSoon(isSo: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 10_000
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error('it did not become so within 10 s')
  }
}
