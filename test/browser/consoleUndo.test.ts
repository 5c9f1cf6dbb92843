import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { requestSession } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { buildWeb } from './support/buildWeb.ts'
import { isDrawn } from './support/casePages.ts'
import { signIn, suspect } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'

describe('a decision that may be undone', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    service = await startService({ WEB_DIR: web.dir, REVIEW_UNDO_SECONDS: '30' })
  }, 180_000)
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  test('U takes a block back while it is not in effect, and the session is held as before', async () => {
    const { phone } = await suspect(service)
    const { page } = await signIn(browser, service)
    const { sessionId } = await requestSession(service, phone)
    await page.goto(`${service.url}/console/#/sessions/${sessionId}/show`)
    await page.getByRole('button', { name: /Block/ }).waitFor()
    await page.keyboard.press('b')
    await page.getByText('The person never sees the request.').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText(/Blocked, in effect in \d+ s/).waitFor()
    await page.keyboard.press('u')
    await page.getByTestId('announcements').filter({ hasText: 'Undone: it is held again' }).waitFor()
    await page.getByRole('button', { name: /Block/ }).waitFor()
    const { state } = await service.prisma.session.findFirstOrThrow({ where: { id: sessionId } })
    expect(state).toBe('HELD')
    await page.context().close()
  })

  test('who decides second is told who was first', async () => {
    const { phone } = await suspect(service)
    const [first, second] = await Promise.all([
      signIn(browser, service),
      signIn(browser, service, { username: 'analyst' }),
    ])
    const { sessionId } = await requestSession(service, phone)
    // In the queue nobody has claimed it: opening the page would.
    for (const { page } of [first, second]) {
      await page.goto(`${service.url}/console/#/sessions`)
      await page.locator(`[data-row="${sessionId}"]`).getByRole('button', { name: 'Block' }).click()
      await page.getByText('The person never sees the request.').waitFor()
    }
    await first.page.keyboard.press('Enter')
    await first.page.getByText(/Blocked, in effect in/).waitFor()
    await second.page.keyboard.press('Enter')
    await second.page
      .getByText(/Senior analyst decided first/)
      .first()
      .waitFor()
    await first.page.context().close()
    await second.page.context().close()
  })

  test('a connection that is lost shows at once, and what happened meanwhile comes with the next', async () => {
    const { phone } = await suspect(service)
    const { page } = await signIn(browser, service)
    await page.goto(`${service.url}/console/#/sessions`)
    await page.getByRole('tab', { name: 'All sessions' }).waitFor()
    // Scripts that are fetched when shown must be there before the network goes.
    await isDrawn(page)
    await page.context().setOffline(true)
    await page.getByRole('alert').getByText('Connection lost').waitFor()
    const { sessionId } = await requestSession(service, phone)
    await page.context().setOffline(false)
    await page.locator(`[data-row="${sessionId}"]`).waitFor()
    await page.getByRole('status').getByText('Live').waitFor()
    await page.context().close()
  })
})
