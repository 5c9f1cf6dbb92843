/** A person with the app in a browser: what they see and press. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { PIN1, PIN2, proveSomebody } from '../../support/people.ts'
import type { Service } from '../../support/startService.ts'
import { BUSY_MACHINE_MS } from './launchBrowser.ts'

export type AppPhone = {
  page: Page
  context: BrowserContext
  semanticsIdentifier: string
  complaints: string[]
}

/** Opens the app with an activation code, as the link of a registration authority does. */
export async function openApp(service: Service, browser: Browser): Promise<AppPhone> {
  const { activationCode, semanticsIdentifier } = await proveSomebody(service)
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })
  context.setDefaultTimeout(BUSY_MACHINE_MS)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(`${service.url}/app/#activation=${activationCode}`)
  return { page, context, semanticsIdentifier, complaints }
}

export async function enrolInApp(service: Service, browser: Browser): Promise<AppPhone> {
  const phone = await openApp(service, browser)
  const { page } = phone
  await page.getByRole('button', { name: 'Next' }).click()
  for (const [name, pin] of [
    ['Choose PIN1', PIN1],
    ['Enter PIN1 once more', PIN1],
    ['Choose PIN2', PIN2],
    ['Enter PIN2 once more', PIN2],
  ] as const) {
    await page.getByRole('heading', { name }).waitFor()
    // The keyboard is quicker than buttons, and the pad takes both.
    await page.keyboard.type(`${pin}\n`)
  }
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByText('Connected', { exact: true }).waitFor()
  return phone
}

/** On the pad's buttons, as a thumb does. */
export async function enterPin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
  await page.getByRole('button', { name: /^OK/ }).click()
}

export async function seeTitle(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** Everything that the browser keeps for the app, as text. */
export async function readMemory(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const kept: unknown[] = [
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      document.body.innerHTML,
      location.href,
    ]
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? '')
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      for (const store of database.objectStoreNames) {
        kept.push(
          await new Promise((resolve, reject) => {
            const reading = database.transaction(store).objectStore(store).getAll()
            reading.onsuccess = () => resolve(reading.result)
            reading.onerror = () => reject(reading.error)
          }),
        )
      }
      database.close()
    }
    return JSON.stringify(kept)
  })
}
