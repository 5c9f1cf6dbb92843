import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { type Service, startService } from '../support/startService.ts'
import { buildWeb } from './support/buildWeb.ts'
import { tooWide } from './support/casePages.ts'
import { openConsole, signIn } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { seriousInLightAndDark } from './support/lightAndDark.ts'

// A browser test does little but wait for a machine that may have much else to do.
jest.setTimeout(180_000)

describe('lists in the console', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    service = await startService({ WEB_DIR: web.dir }, { workers: false })
  })
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  const entries = (reason: string) => service.prisma.listEntry.count({ where: { reason } })

  test('an analyst adds an entry, changes its end, takes it out, thinks better of it, and takes it out', async () => {
    const { page, complaints } = await openConsole(browser, service, { username: 'analyst' })
    await page.getByRole('menuitem', { name: 'Lists' }).click()
    await page.getByText('Nothing is listed.').waitFor()
    await page.getByRole('button', { name: 'Add an entry' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Address' }).fill('not an address')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('seen in three scams')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.getByText('must be an IPv4 or IPv6 address').waitFor()
    await dialog.getByRole('textbox', { name: 'Address' }).fill('192.0.2.7')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    const row = page.getByRole('row', { name: /seen in three scams/ })
    await row.getByText('Blocked').waitFor()

    await row.getByRole('button', { name: 'Change: seen in three scams' }).click()
    await dialog.getByLabel('Until the end of').fill('')
    await dialog.getByRole('button', { name: 'Change', exact: true }).click()
    await row.getByText('for ever').waitFor()

    await row.getByRole('button', { name: 'Take out: seen in three scams' }).click()
    await row.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await row.waitFor()
    expect(await entries('seen in three scams')).toBe(1)

    await row.getByRole('button', { name: 'Take out: seen in three scams' }).click()
    await row.waitFor({ state: 'detached' })
    // Leaving the page ends the time to think: the server is told at once.
    await page.goto('about:blank')
    await expect(untilNone(() => entries('seen in three scams'))).resolves.toBe(0)
    expect(complaints.filter((words) => !words.includes('400'))).toEqual([])
    await page.context().close()
  })

  /** Waits for what the server does after an answer that nobody reads any more. */
  async function untilNone(count: () => Promise<number>): Promise<number> {
    for (;;) {
      if ((await count()) === 0) return 0
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  test('many pasted lines have a result each', async () => {
    const { page } = await signIn(browser, service)
    await page.goto(`${service.url}/console/#/lists`)
    await page.getByRole('button', { name: 'Paste many' }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByRole('textbox', { name: 'Lines' })
      .fill('# from the bank\n192.0.2.21; its own reason\n192.0.2.22\nnonsense\n192.0.2.22')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('pasted')
    await dialog.getByRole('button', { name: 'Add 4 entries' }).click()
    await dialog.getByText('2 added, 1 refused, 1 said twice').waitFor()
    await dialog.getByRole('row', { name: /4 nonsense must be an IPv4/ }).waitFor()
    await dialog.getByRole('row', { name: /5 192.0.2.22 says the same as line 3/ }).waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('row', { name: /its own reason/ }).waitFor()
    expect([await entries('its own reason'), await entries('pasted')]).toEqual([1, 1])
    await page.context().close()
  })

  test('who only reads sees the entries and nothing to press', async () => {
    const { page } = await signIn(browser, service, { username: 'compliance' })
    await page.goto(`${service.url}/console/#/lists`)
    await page.getByRole('tab', { name: 'Persons' }).click()
    await page.getByText('No person is listed.').waitFor()
    expect(await page.getByRole('button', { name: /Add|Paste|Take out|Change/ }).count()).toBe(0)
    await page.context().close()
  })

  test('axe finds nothing serious on lists', async () => {
    const { page, complaints } = await signIn(browser, service, { width: 1024, height: 768 })
    await page.goto(`${service.url}/console/#/lists`)
    await page.getByRole('tab', { name: 'All' }).waitFor()
    expect(await seriousInLightAndDark(page, 'lists')).toEqual([])
    await page.getByRole('button', { name: 'Add an entry' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await seriousInLightAndDark(page, 'list-entry')).toEqual([])
    expect(await tooWide(page)).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
