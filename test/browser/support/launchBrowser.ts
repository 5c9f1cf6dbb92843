/** A browser test does nothing but wait for a machine that may have much else to do. */
export const BUSY_MACHINE_MS = 90_000

export { leaseBrowser as launchBrowser } from '../../host/browser.ts'
