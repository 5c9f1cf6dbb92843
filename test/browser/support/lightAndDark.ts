import type { Page } from 'playwright-core'
import { seriousViolations } from './axe.ts'
import { shoot } from './console.ts'
import { isAtRest } from './isAtRest.ts'

/** What axe can find in one scheme and not in the other: all else is of the same elements. */
const OF_COLOURS = ['color-contrast']

/**
 * What axe calls serious on the page in light and in dark, each with a picture. The page follows the reader's system, so it
 * is drawn once and changes its colours as it stands; the second time only the colours are looked at.
 */
export async function seriousInLightAndDark(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((isDark) => {
      const [red = 255] = (getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []).map(Number)
      return red < 128 === isDark
    }, colorScheme === 'dark')
    await isAtRest(page)
    await shoot(page, colorScheme === 'light' ? name : `${name}-dark`)
    const violations = await seriousViolations(page, colorScheme === 'light' ? OF_COLOURS : undefined)
    found.push(...violations.map((violation) => `in ${colorScheme}: ${violation}`))
  }
  return found
}
