import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { decided, openOver } from '../console-api/support/caseWork.ts'
import { signInAs } from '../console-api/support/consoleClient.ts'
import { enrolPhone, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { buildWeb } from './support/buildWeb.ts'
import { goTo, isDrawn, tooWide } from './support/casePages.ts'
import { openConsole, shoot, signIn } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { seriousInLightAndDark } from './support/lightAndDark.ts'

// A browser test does little but wait for a machine that may have much else to do.
jest.setTimeout(240_000)

describe('the page of the team', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>
  let phone: TestPhone

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    const settings = { WEB_DIR: web.dir, QUALITY_SAMPLE_SHARE: '1', AUTOMATIC_CASES: 'off' }
    service = await startService(settings, { workers: false })
    phone = await enrolPhone(service)
  }, 600_000)
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  async function teamPage(look: Parameters<typeof signIn>[2] = {}) {
    const signedIn = await signIn(browser, service, look)
    await goTo(signedIn.page, service, '/team')
    return signedIn
  }

  /** A held session that the analyst blocked. */
  async function blockedByAnalyst(): Promise<string> {
    const analyst = await signInAs(service, 'analyst')
    const id = await decided(service, phone, 'hold')
    expect((await analyst.post(`/sessions/${id}/review`, { action: 'block' })).status).toBe(200)
    return id
  }

  const lookAt = (page: Page, id: string) =>
    page
      .locator('section', { hasText: 'Second looks' })
      .locator('li', { has: page.locator(`a[href$="${id}/show"]`) })
  const verdictOn = (id: string) => service.prisma.qualityVerdict.findFirst({ where: { objectId: id } })

  test('a senior disagrees and says why, and the one who decided reads it', async () => {
    const id = await blockedByAnalyst()
    const { page: senior, complaints } = await teamPage()
    await lookAt(senior, id).getByRole('button', { name: 'Disagree' }).click()
    const dialog = senior.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Disagree' }).click()
    await dialog.getByText('three letters at least').waitFor()
    expect(await verdictOn(id)).toBeNull()
    await dialog.getByLabel('Why').fill('The person had asked for it by phone')
    await dialog.getByRole('button', { name: 'Disagree' }).click()
    await dialog.waitFor({ state: 'detached' })
    await lookAt(senior, id).waitFor({ state: 'detached' })
    await senior.getByRole('tab', { name: 'Looked at' }).click()
    await lookAt(senior, id).getByText('The person had asked for it by phone').waitFor()
    expect(complaints).toEqual([])
    await senior.context().close()

    const { page: analyst } = await teamPage({ username: 'analyst' })
    await analyst.getByText('The person had asked for it by phone').waitFor()
    await analyst.getByRole('button', { name: 'I have read it' }).first().click()
    await analyst.getByRole('button', { name: 'I have read it' }).waitFor({ state: 'detached' })
    await analyst.context().close()
  })

  test('a senior agrees with one press', async () => {
    const id = await blockedByAnalyst()
    const { page } = await teamPage()
    await lookAt(page, id).getByRole('button', { name: 'Agree', exact: true }).click()
    await lookAt(page, id).waitFor({ state: 'detached' })
    expect(await verdictOn(id)).toMatchObject({ opinion: 'agree' })
    await page.context().close()
  })

  test('by keys alone somebody hands over, and the next one acknowledges it', async () => {
    const analyst = await signInAs(service, 'analyst')
    const sessionId = await decided(service, phone)
    const { id: caseId } = await openOver(analyst, [sessionId], { title: 'A case that goes on' })
    const { page: author, complaints } = await openConsole(browser, service, { username: 'analyst' })
    await author.keyboard.press('g')
    await author.keyboard.press('t')
    await author.getByRole('heading', { name: 'Hand-over notes' }).waitFor()
    await author.keyboard.press('n')
    const dialog = author.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Hand over' }).click()
    await dialog.getByRole('alert').waitFor()
    await dialog.getByLabel('What the next shift has to know').fill('Call the bank back at nine')
    await dialog.getByLabel('Cases').fill('A case that')
    await author.getByRole('option', { name: 'A case that goes on' }).click()
    await dialog.getByLabel('Sessions').fill(`${service.url}/console/#/sessions/${sessionId}/show`)
    await dialog.getByText('1 session found').waitFor()
    await author.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await author.getByText('Call the bank back at nine').waitFor()
    expect(await author.locator(`a[href$="/cases/${caseId}/show"]`).count()).toBe(1)
    expect(complaints).toEqual([])
    await author.context().close()

    const { page: next } = await teamPage()
    const note = next.locator('li', { hasText: 'Call the bank back at nine' }).first()
    await note.getByRole('button', { name: 'I have read it' }).click()
    await note.getByText('Read by Senior analyst').waitFor()
    expect(await note.getByRole('button', { name: 'I have read it' }).count()).toBe(0)
    await next.context().close()
  })

  test('open cases in the workload lead to the cases', async () => {
    const analyst = await signInAs(service, 'analyst')
    await openOver(analyst, [await decided(service, phone)], { title: 'Nobody has this one' })
    const { page } = await teamPage()
    const row = page.getByRole('row', { name: /^Nobody’s/ })
    const told = Number(await row.getByRole('link').first().textContent())
    await row.getByRole('link').first().click()
    await page.getByRole('table', { name: 'Cases' }).waitFor()
    await isDrawn(page)
    expect(await page.locator('main table tbody tr').count()).toBe(told)
    await page.context().close()
  })

  test('each role sees its own part, and who has none sees no entry in the menu', async () => {
    const { page: compliance } = await teamPage({ username: 'compliance' })
    await compliance.getByRole('heading', { name: 'Who has how much' }).waitFor()
    expect(await compliance.getByRole('heading', { name: /Second looks|Hand-over/ }).count()).toBe(0)
    await compliance.context().close()
    const { page: author } = await openConsole(browser, service, { username: 'author' })
    await author.getByRole('menuitem', { name: 'Rules' }).waitFor()
    expect(await author.getByRole('menuitem', { name: 'Team' }).count()).toBe(0)
    await author.context().close()
  })

  test('axe finds nothing serious on the team’s page, and it fits a tablet', async () => {
    await blockedByAnalyst()
    const { page, complaints } = await teamPage()
    await page.getByRole('table').first().waitFor()
    await isDrawn(page)
    expect(await tooWide(page)).toBe(0)
    expect(await seriousInLightAndDark(page, 'team')).toEqual([])
    await page.setViewportSize({ width: 1024, height: 768 })
    await shoot(page, 'team-tablet')
    expect(await tooWide(page)).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('the team’s page speaks Estonian, and is not too wide then', async () => {
    const { page, complaints } = await teamPage({ locale: 'et-EE' })
    await page.getByRole('table').first().waitFor()
    await isDrawn(page)
    await shoot(page, 'team-estonian')
    expect(await tooWide(page)).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
