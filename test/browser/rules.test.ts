import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { enrolPhone, requestSession } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { buildWeb } from './support/buildWeb.ts'
import { tooWide } from './support/casePages.ts'
import { openConsole, signIn } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { seriousInLightAndDark } from './support/lightAndDark.ts'

// A browser test does little but wait for a machine that may have much else to do.
jest.setTimeout(180_000)

describe('rules in the console', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    service = await startService({ WEB_DIR: web.dir })
  })
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  const go = (page: Page, path: string) => page.goto(`${service.url}/console/#${path}`)

  /** Chooses a feature of a test by its name. */
  async function chooseFeature(page: Page, test: string, feature: string): Promise<void> {
    const row = page.getByRole('group', { name: `Test ${test}`, exact: true })
    await row.getByRole('combobox', { name: 'Feature' }).fill(feature)
    await page.getByRole('option', { name: new RegExp(`^${feature}\\b`) }).click()
  }

  test('an author builds a rule, a second person publishes it, and it hits', async () => {
    const phone = await enrolPhone(service)
    await requestSession(service, phone)
    const { page: author, complaints } = await openConsole(browser, service, { username: 'author' })
    await author.getByRole('menuitem', { name: 'Rules' }).click()
    await author.getByRole('link', { name: 'New rule' }).click()

    await chooseFeature(author, '1', 'kind')
    await author
      .getByRole('group', { name: 'Test 1' })
      .getByRole('combobox', { name: 'Value' })
      .fill('authentication')
    await author.keyboard.press('Enter')
    await author.getByRole('button', { name: 'Add a test' }).click()
    await chooseFeature(author, '2', 'accountAgeHours')
    await author.getByRole('group', { name: 'Test 2' }).getByRole('spinbutton', { name: 'Value' }).fill('48')
    const code = author.getByRole('textbox', { name: 'The same as code (CEL)' })
    expect(await code.inputValue()).toBe('kind == "authentication" && accountAgeHours >= 48')

    // From the code back to the builder: the sign turns around, and the picture with it.
    await code.fill('kind == "authentication" && accountAgeHours < 48')
    await author.getByRole('group', { name: 'Test 2' }).getByText('less than').waitFor()
    await author.getByText('The condition can run.').waitFor()
    // The session that was asked for above is of today.
    await author.getByRole('heading', { name: 'Hits in the last 7 days' }).waitFor()
    await author.getByText(/sessions of these days were looked at/).waitFor()

    await author.getByRole('textbox', { name: 'Name' }).fill('logInOfNewAccount')
    expect(await author.getByRole('textbox', { name: 'Reason code' }).inputValue()).toBe(
      'LOG_IN_OF_NEW_ACCOUNT',
    )
    await author
      .getByRole('textbox', { name: 'Sentence for analysts' })
      .fill('An account of two days logs in.')
    await author.getByRole('button', { name: 'Save the draft' }).click()
    await author.getByRole('heading', { name: 'logInOfNewAccount', level: 1 }).waitFor()
    await author.getByRole('button', { name: 'Propose to publish' }).click()
    await author.getByText('This takes a second person who may publish rules').waitFor()
    expect(await author.getByRole('button', { name: 'Publish', exact: true }).isDisabled()).toBe(true)

    const { page: senior } = await signIn(browser, service)
    await go(senior, '/rules/logInOfNewAccount/show')
    await senior.getByRole('button', { name: 'Publish', exact: true }).click()
    await senior.getByRole('dialog').getByText('It decides from now on').waitFor()
    await senior.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await senior.getByText('Version 1: Live').waitFor()

    const { sessionId } = await requestSession(service, phone)
    await go(senior, `/sessions/${sessionId}/show`)
    // The page hears of the decision by itself.
    await senior.getByText('An account of two days logs in.').first().waitFor()
    await go(senior, '/rules')
    const row = senior.getByRole('row', { name: /logInOfNewAccount/ })
    await row.getByRole('img', { name: /^1 hits in 28 days/ }).waitFor()
    expect(complaints).toEqual([])
    await author.context().close()
    await senior.context().close()
  })

  test('code that the builder cannot show says why, and a mistake is underlined where it is', async () => {
    const { page } = await signIn(browser, service, { username: 'author' })
    await go(page, '/rules/create')
    const code = page.getByRole('textbox', { name: 'The same as code (CEL)' })
    await code.fill('accountAgeHours > keyAgeHours')
    await page.getByText('The code holds one feature against another').waitFor()
    await page.getByText('The condition can run.').waitFor()
    await code.fill('amount > 5 && kind > 3')
    await page.getByRole('alert').waitFor()
    expect(await page.locator('mark[data-wrong]').textContent()).toBe('kind > 3')
    expect(await page.getByRole('button', { name: 'Save the draft' }).isDisabled()).toBe(true)
    await page.context().close()
  })

  test('a new version shows which words changed, and who only reads is offered nothing', async () => {
    const { page } = await signIn(browser, service, { username: 'author' })
    await go(page, '/rules/strangerAtFreshAddress')
    const code = page.getByRole('textbox', { name: 'The same as code (CEL)' })
    await code.fill((await code.inputValue()).replace('< 2', '< 6'))
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await page.getByRole('heading', { name: 'Difference between versions' }).waitFor()
    expect(await page.locator('del').allTextContents()).toEqual(['2'])
    expect(await page.locator('ins').allTextContents()).toEqual(['6'])
    await page.context().close()

    const { page: analyst } = await signIn(browser, service, { username: 'analyst' })
    await go(analyst, '/rules/strangerAtFreshAddress/show')
    await analyst.getByRole('heading', { name: 'Difference between versions' }).waitFor()
    expect(await analyst.getByRole('button', { name: /Publish|Retire|shadow|Suppress/ }).count()).toBe(0)
    await analyst.context().close()
  })

  test('a senior suppresses a rule for one network, and lifts it again', async () => {
    const { page } = await signIn(browser, service)
    await go(page, '/rules/blockedBrowser/show')
    await page.getByRole('button', { name: 'Suppress for somebody…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'For one' }).click()
    await page.getByRole('option', { name: 'Network' }).click()
    await dialog.getByRole('textbox', { name: 'Network' }).fill('192.0.2.0')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('the school shares it')
    await dialog.getByRole('button', { name: 'Suppress', exact: true }).click()
    // What is wrong is said at the field.
    await dialog.getByText('must be a network as 192.0.2.0/24').waitFor()
    await dialog.getByRole('textbox', { name: 'Network' }).fill('192.0.2.0/24')
    await dialog.getByRole('button', { name: 'Suppress', exact: true }).click()
    await page.getByText('the school shares it').waitFor()
    await page.getByRole('button', { name: 'Lift: the school shares it' }).click()
    await page.getByText('lifted by Senior analyst').waitFor()
    await page.context().close()
  })

  test('texts that come with a page are there in either language, whichever was chosen first', async () => {
    const { page } = await signIn(browser, service, { username: 'author', locale: 'et-EE' })
    await go(page, '/rules')
    await page.getByRole('tab', { name: /^Kehtivad/ }).waitFor()
    await page.getByRole('button', { name: 'Eesti' }).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await page.getByRole('tab', { name: /^In shadow/ }).waitFor()
    await go(page, '/lists')
    await page.getByText('Nothing is listed.').waitFor()
    await page.context().close()
  })

  const PAGES = [
    ['rules', '/rules', 'Caught alone'],
    ['rule', '/rules/blockedBrowser/show', 'Suppressions'],
    ['rule-editor', '/rules/blockedBrowser', 'What follows'],
    ['rule-new', '/rules/create', 'What follows'],
  ] as const
  test('axe finds nothing serious on the pages of rules, and none is too wide', async () => {
    const { page, complaints } = await signIn(browser, service, {
      username: 'author',
      width: 1024,
      height: 768,
    })
    for (const [name, path, landmark] of PAGES) {
      await go(page, path)
      await page.getByText(landmark).first().waitFor()
      expect([name, await seriousInLightAndDark(page, name)]).toEqual([name, []])
      expect([name, await tooWide(page)]).toEqual([name, 0])
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
