import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { decided, openOver, sessionsOf, somebodysSession } from '../console-api/support/caseWork.ts'
import { type ConsoleClient, signInAs } from '../console-api/support/consoleClient.ts'
import { enrolPhone, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { seriousViolations } from './support/axe.ts'
import { buildWeb } from './support/buildWeb.ts'
import { goTo, isDrawn, said, tooWide } from './support/casePages.ts'
import { openConsole, signIn } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { seriousInLightAndDark } from './support/lightAndDark.ts'

describe('the pages of cases', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>
  let phone: TestPhone
  let analyst: ConsoleClient

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    service = await startService({ WEB_DIR: web.dir, AUTOMATIC_CASES: 'off' }, { workers: false })
    phone = await enrolPhone(service)
    analyst = await signInAs(service, 'analyst')
  }, 180_000)
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  const openOne = async (title: string, sessions = 1) => {
    const ids: string[] = []
    for (let count = 0; count < sessions; count += 1) ids.push(await decided(service, phone))
    return await openOver(analyst, ids, { title, severity: 'high' })
  }
  const stored = (id: string) => service.prisma.case.findUniqueOrThrow({ where: { id } })

  test('by keys alone somebody finds a case, takes it, and writes a note that names a colleague', async () => {
    const made = await openOne('Calls from a false bank')
    const { page, complaints } = await openConsole(browser, service, { username: 'analyst' })
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    const row = page.locator(`[data-row="${made.id}"]`)
    await row.waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? null)
    for (let step = 0; step < 50 && (await focused()) !== made.id; step += 1) await page.keyboard.press('j')
    await page.keyboard.press('c')
    await said(page, 'Claimed')
    await row.getByText('Analyst', { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Calls from a false bank' }).waitFor()
    await isDrawn(page)
    await page.keyboard.press('n')
    await page.keyboard.type('The voice was the same, ask @sen')
    await page.getByRole('option', { name: 'Senior analyst' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('today')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('listitem').getByText('@Senior analyst', { exact: true }).waitFor()
    const notes = await service.prisma.caseNote.findMany({ where: { caseId: made.id } })
    expect(notes).toMatchObject([
      { text: 'The voice was the same, ask @Senior analyst today', mentions: [expect.any(String)] },
    ])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a case is not closed before what is missing was named and given: disposition, scam, money, sum', async () => {
    const made = await openOne('A loan in her name')
    const { page } = await signIn(browser, service, { username: 'analyst' })
    await goTo(page, service, `/cases/${made.id}/show`)
    await page.getByRole('button', { name: 'Close…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Close the case' })
    const submit = dialog.getByRole('button', { name: 'Close the case' })
    const refused = async (words: string) => {
      await submit.click()
      await dialog.getByRole('alert').getByText(words).waitFor()
    }
    await refused('Disposition: say what it was')
    await dialog.getByRole('radio', { name: /Confirmed fraud/ }).check()
    await refused('Scam: say which one it was')
    await dialog.getByRole('combobox', { name: 'Scam' }).click()
    await page.getByRole('option', { name: 'Safe account' }).click()
    await refused('Money: say whether any moved')
    await dialog.getByRole('radio', { name: 'Yes' }).check()
    await refused('Amount lost: a sum above nothing')
    await dialog.getByLabel('Amount lost').fill('1 250,50')
    await dialog.getByLabel('Came back').fill('2000')
    await refused('Came back: a sum, at most what was lost')
    expect((await stored(made.id)).state).toBe('open')
    await dialog.getByLabel('Came back').fill('250')
    expect(await seriousViolations(page)).toEqual([])
    await submit.click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'How it closed' }).waitFor()
    await page.getByText('€1,250.50').waitFor()
    const answer = await analyst.get(`/cases/${made.id}`)
    expect(answer.body).toMatchObject({
      state: 'closed',
      closed: {
        disposition: 'confirmedFraud',
        scamType: 'safeAccount',
        loss: { amountMinor: '125050', currency: 'EUR', recoveredMinor: '25000' },
      },
    })
    await page.context().close()
  })

  test('who comes second is told who was first and when, sees the case as it is, and can go on', async () => {
    const made = await openOne('Two people at once')
    const { page } = await signIn(browser, service)
    await goTo(page, service, `/cases/${made.id}/show`)
    // The page would look again by itself, and there would be no second: it may once it has been refused.
    let refused = false
    await page.route(`**/console-api/cases/${made.id}`, (route) =>
      refused || route.request().method() !== 'GET' ? route.continue() : route.abort(),
    )
    page.on('response', (response) => {
      refused ||= response.status() === 409
    })
    await page.keyboard.press('e')
    const dialog = page.getByRole('dialog', { name: 'Escalate to a senior analyst' })
    await dialog.getByLabel('Why').fill('It is larger than it looks')
    const change = { version: made.version, title: 'Two people, one after the other' }
    expect((await analyst.patch(`/cases/${made.id}`, change)).status).toBe(200)
    await dialog.getByRole('button', { name: 'Escalate' }).click()
    await dialog.getByText(/Analyst changed this case at .*look, then decide/).waitFor()
    expect((await stored(made.id)).state).toBe('open')
    await page.getByText('Two people, one after the other').first().waitFor()
    await dialog.getByRole('button', { name: 'Escalate' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('It is larger than it looks').waitFor()
    expect((await stored(made.id)).state).toBe('escalated')
    await page.context().close()
  })

  test('a merge is taken back by U, and so is a split', async () => {
    const survivor = await openOne('The one that stays', 2)
    const other = await openOne('The one that goes in')
    const { page } = await signIn(browser, service)
    await goTo(page, service, `/cases/${survivor.id}/show`)
    await page.getByRole('button', { name: 'Merge…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge another case into this one' })
    await dialog.getByLabel('Which case').fill('goes')
    await page.getByRole('option', { name: /The one that goes in/ }).click()
    await dialog.getByRole('button', { name: 'Merge' }).click()
    await page.getByText('Sessions: 3, persons: 1').waitFor()
    expect((await stored(other.id)).state).toBe('merged')
    await page.getByRole('button', { name: 'Undo (U)' }).waitFor()
    await page.keyboard.press('u')
    await page.getByText('Sessions: 2, persons: 1').waitFor()
    expect((await stored(other.id)).state).toBe('open')

    await page.getByRole('checkbox', { name: 'Choose this row' }).first().check()
    await page.getByRole('button', { name: 'Split this one off…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Split off' }).click()
    await page.getByText('Sessions: 1, persons: 1').waitFor()
    await page.getByRole('button', { name: 'Undo (U)' }).waitFor()
    await page.keyboard.press('u')
    await page.getByText('Sessions: 2, persons: 1').waitFor()
    expect(await sessionsOf(analyst, survivor.id)).toHaveLength(2)
    await page.context().close()
  })

  test('tags and files are added, a file comes back as it was, and one that is too large is not sent', async () => {
    const made = await openOne('With a file')
    const { page } = await signIn(browser, service, { username: 'analyst' })
    await goTo(page, service, `/cases/${made.id}/show`)
    await page.getByLabel('Add a tag').fill('loan')
    await page.keyboard.press('Enter')
    await page.getByText('#loan', { exact: true }).waitFor()
    const chooser = page.locator('input[type=file]')
    await chooser.setInputFiles({
      name: 'large.bin',
      mimeType: 'a/b',
      buffer: Buffer.alloc(10 * 1024 * 1024 + 1),
    })
    await page.getByText('This file is larger than 10 MB.').waitFor()
    const content = Buffer.from('what she was told on the phone')
    await chooser.setInputFiles({ name: 'kõne.txt', mimeType: 'text/plain', buffer: content })
    const link = page.getByRole('link', { name: 'kõne.txt' })
    await link.waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toBe('kõne.txt')
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
    expect(Buffer.concat(chunks).equals(content)).toBe(true)
    await page.context().close()
  })

  test('chosen cases are given to one person at once, and are found under "Mine" and by tag', async () => {
    const cases = [await openOne('First of a pair'), await openOne('Second of a pair')]
    for (const { id } of cases) await analyst.post(`/cases/${id}/tags`, { tag: 'pair of ours' })
    const { page } = await signIn(browser, service)
    await goTo(page, service, '/cases')
    await page.keyboard.press('/')
    await page.keyboard.type('#pair of ours')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelectorAll('[data-row]').length === 2)
    expect(page.url()).not.toContain('pair')
    for (const { id } of cases)
      await page.locator(`[data-row="${id}"]`).getByRole('checkbox', { name: 'Choose this row' }).click()
    await page.getByRole('toolbar').getByRole('combobox').click()
    await page.getByRole('option', { name: 'Senior analyst' }).click()
    await said(page, '2 cases given')
    await page.getByRole('tab', { name: 'Mine' }).click()
    await page.waitForFunction(() => document.querySelectorAll('[data-row]').length === 2)
    const senior = await service.prisma.consoleUser.findUniqueOrThrow({ where: { username: 'senior' } })
    for (const { id } of cases) expect((await stored(id)).assigneeId).toBe(senior.id)
    await page.context().close()
  })

  test('who only reads cases sees them and no button that changes one', async () => {
    const made = await openOne('Only to be read')
    const { page, complaints } = await signIn(browser, service, { username: 'compliance' })
    await goTo(page, service, `/cases/${made.id}/show`)
    await page.getByRole('heading', { name: 'Timeline' }).waitFor()
    for (const name of ['Close…', 'Merge…', 'Keep the note', 'Add a file…'])
      expect(await page.getByRole('button', { name }).count()).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test(`axe finds nothing serious on the list and on a case, and neither is too wide`, async () => {
    const { sessionId } = await somebodysSession(service)
    const made = await openOver(analyst, [sessionId], { title: `Looked at` })
    const { page, complaints } = await signIn(browser, service)
    await goTo(page, service, '/cases')
    await page.locator('[data-row]').first().waitFor()
    expect(await seriousInLightAndDark(page, 'cases')).toEqual([])
    await goTo(page, service, `/cases/${made.id}/show`)
    expect(await seriousInLightAndDark(page, 'case')).toEqual([])
    await page.setViewportSize({ width: 1024, height: 768 })
    expect(await tooWide(page)).toBe(0)
    await goTo(page, service, '/cases')
    expect(await tooWide(page)).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
