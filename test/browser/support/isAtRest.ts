import type { Page } from 'playwright-core'

/** Nothing on the page is a placeholder or being fetched any more, and nothing moves or fades. */
export async function isAtRest(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('.MuiSkeleton-root, .RaLoadingIndicator-loader, [data-pending]') === null &&
      document.getAnimations().every(({ playState }) => playState !== 'running'),
  )
}
