/** Somebody at the console in a browser, and people whose every request is held. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { shortPseudonym } from '../../../server/stores/queue/queueReadModel.ts'
import { enrolPhone, type TestPhone } from '../../support/people.ts'
import type { Service } from '../../support/startService.ts'
import { BUSY_MACHINE_MS } from './launchBrowser.ts'

/** A person whose every request is held, by an entry of a list, and how the console names them. */
export async function suspect(service: Service): Promise<{ phone: TestPhone; person: string }> {
  const phone = await enrolPhone(service)
  const { subject } = await service.prisma.account.findUniqueOrThrow({
    where: { id: phone.accountId },
    include: { subject: true },
  })
  await service.prisma.listEntry.create({
    data: {
      id: service.deps.random.id(),
      kind: 'subject',
      valueKey: subject.id,
      effect: 'hold',
      reason: 'test',
      author: 'test',
    },
  })
  return { phone, person: shortPseudonym(subject.pseudonym) }
}

type Look = {
  username?: string
  locale?: string
  colorScheme?: 'light' | 'dark'
  width?: number
  height?: number
}

/** Everything that went wrong in the page; the 401 before the log-in is as it must be. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
  })
  return complaints
}

export async function newPage(
  browser: Browser,
  { locale = 'en-GB', colorScheme = 'light', width = 1280, height = 860 }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale, colorScheme })
  context.setDefaultTimeout(BUSY_MACHINE_MS)
  return await context.newPage()
}

/** Somebody signed in, before any page is opened: for tests that go to a page of their own. */
export async function signIn(
  browser: Browser,
  service: Service,
  look: Look = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await newPage(browser, look)
  const complaints = complaintsOf(page)
  const data = { username: look.username ?? 'senior', password: service.consolePassword }
  const answer = await page.context().request.post(`${service.url}/console-api/login`, {
    data,
    headers: { 'x-requested-with': 'countersign' },
  })
  if (!answer.ok()) throw new Error(`${data.username} is not let in: ${await answer.text()}`)
  return { page, complaints }
}

/** Somebody signed in who sees the overview. */
export async function openConsole(
  browser: Browser,
  service: Service,
  look: Look = {},
): Promise<{ page: Page; complaints: string[] }> {
  const signedIn = await signIn(browser, service, look)
  const { page } = signedIn
  await page.goto(`${service.url}/console/`)
  // A pointer left over the list reads it, and new rows would wait for it.
  await page.mouse.move(1, 1)
  await page.locator('main h2').first().waitFor()
  return signedIn
}

/** Keeps a picture where SCREENS_DIR names a folder: `SCREENS_DIR=docs/screens` renews those of the documents. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENS_DIR
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}
