/** The system's Chromium: one a worker process. Each test file has a connection to it, with contexts of its own. */
import { type Browser, type BrowserServer, chromium } from 'playwright-core'
import { lease } from './leases.ts'

let server: Promise<BrowserServer> | null = null

/** @returns a browser whose contexts nobody else sees; closing it leaves Chromium to the next file. */
export async function leaseBrowser(): Promise<Browser> {
  server ??= startServer()
  const browser = await chromium.connect((await server).wsEndpoint())
  lease(() => browser.close())
  return browser
}

/** Ends Chromium itself, where it was started. */
export async function closeBrowser(): Promise<void> {
  const running = await server
  server = null
  await running?.close()
}

/** Kept quiet: it talks to nobody but the page's own server. */
async function startServer(): Promise<BrowserServer> {
  const executablePath = process.env.CHROMIUM_PATH
  if (executablePath === undefined)
    throw new Error('CHROMIUM_PATH is not set: it names the Chromium of browser tests')
  const started = await chromium.launchServer({
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
  process.once('beforeExit', () => started.process().kill('SIGKILL'))
  return started
}
