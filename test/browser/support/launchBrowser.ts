import { type Browser, chromium } from 'playwright-core'

/** A browser test does nothing but wait for a machine that may have much else to do. */
export const BUSY_MACHINE_MS = 90_000

/** The system's Chromium, kept quiet: it talks to nobody but the page's own server. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH
  if (executablePath === undefined)
    throw new Error('CHROMIUM_PATH is not set: it names the Chromium of browser tests')
  return await chromium.launch({
    executablePath,
    args: [
      // As root Chromium starts without its sandbox only.
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  })
}
