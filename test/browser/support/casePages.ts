/** What the tests of case, campaign and person pages share: going somewhere, and seeing that it is drawn. */
import type { Page } from 'playwright-core'
import type { Service } from '../../support/startService.ts'

/** @param path after `#`, e.g. `/cases`. */
export async function goTo(page: Page, service: Service, path: string): Promise<void> {
  await page.goto(`${service.url}/console/#${path}`)
  await page.locator('main h1, main table, main [role=status]').first().waitFor()
  await isDrawn(page)
}

/** Nothing on the page is a placeholder any more. */
export async function isDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.MuiSkeleton-root, [data-pending]') === null)
}

/** What a screen reader was told last. */
export function said(page: Page, words: string | RegExp): Promise<void> {
  return page.getByTestId('announcements').filter({ hasText: words }).waitFor()
}

export async function tooWide(page: Page): Promise<number> {
  return await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))
}
