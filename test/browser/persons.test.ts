import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { decided } from '../console-api/support/caseWork.ts'
import { decideByHand } from '../console-api/support/decideByHand.ts'
import { enrolPhone, requestSession, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { seriousViolations } from './support/axe.ts'
import { buildWeb } from './support/buildWeb.ts'
import { goTo, isDrawn, said, tooWide } from './support/casePages.ts'
import { openConsole, shoot, signIn } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { seriousInLightAndDark } from './support/lightAndDark.ts'

describe('the pages of persons', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    service = await startService({ WEB_DIR: web.dir }, { workers: false })
  }, 400_000)
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  async function somebody(): Promise<{ phone: TestPhone; personId: string }> {
    const phone = await enrolPhone(service)
    const account = await service.prisma.account.findUniqueOrThrow({ where: { id: phone.accountId } })
    return { phone, personId: account.subjectId }
  }

  /** Decided for a reason that raised the score and one that lowered it. */
  async function stopped(phone: TestPhone, raisedBy = 'FAR_AWAY'): Promise<string> {
    const { sessionId } = await requestSession(service, phone)
    const reason = (code: string, contribution: number) => ({
      source: 'rule' as const,
      code,
      ruleId: code,
      scamType: 'safeAccount' as const,
      values: {},
      contribution,
    })
    await decideByHand(service, sessionId, {
      outcome: 'warn',
      score: 0.82,
      reasons: [reason(raisedBy, 2.1), reason('KNOWN_PLACE', -0.7)],
    })
    return sessionId
  }

  test('a person is found by code, and the code is in no address that the browser keeps', async () => {
    const { phone, personId } = await somebody()
    const code = phone.semanticsIdentifier.slice('PNOEE-'.length)
    const { page, complaints } = await openConsole(browser, service, { username: 'analyst' })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.getByLabel('Personal code').fill('123')
    await page.keyboard.press('Enter')
    await page.getByText('Personal code: eleven digits').waitFor()
    await page.getByLabel('Personal code').fill(code)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /^Person / }).waitFor()
    expect(page.url()).toContain(personId)
    expect([page.url(), ...asked].join(' ')).not.toContain(code)
    expect(await page.content()).not.toContain(code)
    expect(complaints).toEqual([])
    await page.context().close()
  }, 180_000)

  test('a code of nobody is told in words', async () => {
    const { page } = await signIn(browser, service, { username: 'analyst' })
    await goTo(page, service, '/persons')
    await page.getByLabel('Personal code').fill('90000000000')
    await page.keyboard.press('Enter')
    await page.getByText('Nobody with this code has an account here.').first().waitFor()
    await page.context().close()
  }, 180_000)

  test('the page tells what raised and lowered the risk, the phone, the warnings and what came of them', async () => {
    const { phone, personId } = await somebody()
    const older = await stopped(phone, 'QUIET_ADDRESS')
    await service.prisma.session.update({
      where: { id: older },
      data: { occurredAt: new Date(Date.now() - 3 * 86_400_000) },
    })
    const sessionId = await stopped(phone)
    const { page } = await signIn(browser, service, { username: 'analyst' })
    await goTo(page, service, `/sessions/${sessionId}/show`)
    await page.locator(`a[href="#/persons/${personId}/show"]`).click()
    await page.getByRole('heading', { name: 'Risk over 90 days' }).waitFor()
    await isDrawn(page)
    await page.getByText('What raised it').waitFor()
    await page.getByText('FAR_AWAY').waitFor()
    await page.getByText('KNOWN_PLACE').waitFor()
    await page.getByText(/×\s8\.2/).waitFor()
    await page.getByText('Pebble 7, android 15').waitFor()
    const warning = page.getByRole('row', { name: /Safe account/ }).first()
    await warning.getByText('still reading').waitFor()
    await page.getByText('The same as a table').click()
    const days = page.getByRole('table', { name: 'Risk over 90 days' }).getByRole('button')
    await days.last().click()
    await page.getByText('QUIET_ADDRESS').waitFor()
    expect(await page.getByText('FAR_AWAY').count()).toBe(0)
    expect(await days.last().getAttribute('aria-pressed')).toBe('true')
    await page.context().close()
  }, 180_000)

  test('who somebody is shows only after a second person agreed, for five minutes, and never before', async () => {
    const { phone, personId } = await somebody()
    await decided(service, phone)
    const { page: first } = await signIn(browser, service, { username: 'analyst' })
    await first.clock.install()
    await goTo(first, service, `/persons/${personId}/show`)
    await first.getByRole('button', { name: 'Show who it is…' }).click()
    const dialog = first.getByRole('dialog', { name: 'Show who this person is?' })
    await dialog.getByLabel('Why').fill('short')
    await dialog.getByRole('button', { name: 'Ask' }).click()
    await dialog.getByText('Why: ten letters at least').waitFor()
    await dialog.getByLabel('Why').fill('She is on the telephone and asks for help')
    await dialog.getByRole('button', { name: 'Ask' }).click()
    await first.getByText('A second person must agree, until').waitFor()
    expect(await first.content()).not.toContain('MÄNNIK')

    const { page: second } = await openConsole(browser, service, { username: 'compliance' })
    await second.getByRole('link', { name: /identity request/ }).click()
    const request = second.locator('section').filter({ hasText: 'She is on the telephone and asks for help' })
    await request.waitFor()
    await shoot(second, 'reveals')
    expect(await seriousViolations(second)).toEqual([])
    await request.getByRole('button', { name: 'Agree' }).click()
    await said(second, /Agreed/)
    await request.waitFor({ state: 'detached' })
    expect(await second.content()).not.toContain('MÄNNIK')

    await first.clock.runFor(4_000)
    await first.getByRole('button', { name: 'Show who it is', exact: true }).click()
    await first.getByText('MARI-LIIS MÄNNIK').waitFor()
    await first.getByText(phone.semanticsIdentifier).waitFor()
    await first.clock.runFor(5 * 60_000 + 1_000)
    await first.getByText('MARI-LIIS MÄNNIK').waitFor({ state: 'detached' })
    await first.getByText('The time is over; it is hidden again.').waitFor()
    expect(await first.content()).not.toContain(phone.semanticsIdentifier)
    const read = await service.prisma.auditEvent.count({
      where: { objectId: personId, action: 'identity.revealed' },
    })
    expect(read).toBe(1)
    await first.context().close()
    await second.context().close()
  }, 240_000)

  test('nobody is offered to agree with themselves, and a refusal is told to who asked', async () => {
    const { personId } = await somebody()
    const { page: asking } = await signIn(browser, service, { username: 'senior' })
    await goTo(asking, service, `/persons/${personId}/show`)
    await asking.getByRole('button', { name: 'Show who it is…' }).click()
    await asking.getByRole('dialog').getByLabel('Why').fill('I only want to know, nothing else')
    await asking.getByRole('dialog').getByRole('button', { name: 'Ask' }).click()
    await asking.getByText('A second person must agree, until').waitFor()

    const { page: second } = await signIn(browser, service, { username: 'compliance' })
    await goTo(second, service, '/reveals')
    const request = second.locator('section').filter({ hasText: 'I only want to know, nothing else' })
    await request.getByRole('button', { name: 'Refuse' }).click()
    await said(second, 'Refused')
    await asking.getByText('A second person refused.').waitFor()

    await asking.getByRole('button', { name: 'Show who it is…' }).click()
    await asking.getByRole('dialog').getByLabel('Why').fill('Asked again, with a better reason')
    await asking.getByRole('dialog').getByRole('button', { name: 'Ask' }).click()
    await goTo(asking, service, '/reveals')
    const own = asking.locator('section').filter({ hasText: 'Asked again, with a better reason' })
    await own.getByText('Your own request: somebody else decides it.').waitFor()
    expect(await own.getByRole('button', { name: 'Agree' }).count()).toBe(0)
    await asking.context().close()
    await second.context().close()
  }, 240_000)

  test(`axe finds nothing serious on the search and on a person, and both fit a tablet`, async () => {
    const { phone, personId } = await somebody()
    await stopped(phone)
    const { page, complaints } = await signIn(browser, service)
    for (const [name, path] of [
      ['persons', '/persons'],
      ['person', `/persons/${personId}/show`],
    ] as const) {
      await page.setViewportSize({ width: 1280, height: 860 })
      await goTo(page, service, path)
      expect(await seriousInLightAndDark(page, name)).toEqual([])
      await page.setViewportSize({ width: 1024, height: 768 })
      expect(await tooWide(page)).toBe(0)
    }
    expect(complaints).toEqual([])
    await page.context().close()
  }, 180_000)
})
