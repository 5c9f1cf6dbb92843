import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { requestSession } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { seriousViolations } from './support/axe.ts'
import { buildWeb } from './support/buildWeb.ts'
import { isDrawn, tooWide } from './support/casePages.ts'
import { newPage, openConsole, shoot, signIn, suspect } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { seriousInLightAndDark } from './support/lightAndDark.ts'

describe('every page of the console', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>
  let sessionId: string

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    service = await startService({ WEB_DIR: web.dir })
    sessionId = await fillQueue(service)
  }, 180_000)
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  const PAGES = [
    ['queue', '/sessions', 'All sessions'],
    ['session', '/sessions/:session/show', 'The way so far'],
    ['exports', '/exports', 'New export'],
    ['newExport', '/exports/create', 'Make the export'],
    ['notFound', '/nothing/here', 'There is no such page'],
  ] as const

  for (const [name, path, landmark] of PAGES) {
    test(`axe finds nothing serious on ${name}`, async () => {
      const { page, complaints } = await signIn(browser, service)
      await page.goto(`${service.url}/console/#${path.replace(':session', sessionId)}`)
      await page.getByText(landmark).first().waitFor()
      await isDrawn(page)
      expect(await seriousInLightAndDark(page, name)).toEqual([])
      expect(complaints).toEqual([])
      await page.context().close()
    })
  }

  test('axe finds nothing serious where somebody signs in', async () => {
    const page = await newPage(browser)
    await page.goto(`${service.url}/console/`)
    await page.getByLabel('Password').waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.context().close()
  })

  test('no page is wider than a tablet of 1024 by 768', async () => {
    const { page } = await signIn(browser, service, { width: 1024, height: 768 })
    for (const [name, path, landmark] of PAGES) {
      await page.goto(`${service.url}/console/#${path.replace(':session', sessionId)}`)
      await page.getByText(landmark).first().waitFor()
      await isDrawn(page)
      await shoot(page, `${name}-tablet`)
      expect([name, await tooWide(page)]).toEqual([name, 0])
    }
    await page.context().close()
  })

  test('an Estonian browser gets Estonian, says so, and can change to English and back', async () => {
    const { page } = await openConsole(browser, service, { locale: 'et-EE' })
    await page.getByRole('menuitem', { name: 'Järjekord' }).click()
    await page.getByRole('tab', { name: 'Kõik sessioonid' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('et')
    await shoot(page, 'queue-estonian')
    await page.getByRole('button', { name: 'Eesti' }).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await page.getByRole('tab', { name: 'All sessions' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await page.context().close()
  })
})

/** Where requests are started and where the person's phone is, by the geo data. */
const ENDS = [
  ['105.112.0.1', '90.190.0.1', 'Transfer 890.00 EUR to Kalev Ltd'],
  ['90.190.0.1', '193.40.5.1', 'Log in to the demo'],
  ['197.210.64.1', '193.40.5.1', 'Sign the loan contract 4417'],
] as const

/** @returns the session whose page is looked at: started in Lagos, held, with the phone in Tartu. */
async function fillQueue(service: Service): Promise<string> {
  let last = ''
  for (const [initiatorIp, phoneIp, text] of ENDS) {
    const { phone } = await suspect(service)
    await service.prisma.device.update({
      where: { accountId: phone.accountId },
      data: { lastAddress: service.deps.vault.seal(phoneIp), lastSeenAt: new Date() },
    })
    const { sessionId } = await requestSession(service, phone, {
      kind: 'signature',
      initiator: { ip: initiatorIp, userAgent: USER_AGENT, trackingId: 'a-tracking-id' },
      interactions: [{ type: 'displayTextAndPIN', text }],
    })
    last = sessionId
  }
  return last
}

const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36'
