import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { casePage } from '../../server/contract/cases.ts'
import type { SessionId } from '../../server/domain/ids.ts'
import type { Outcome } from '../../server/domain/sessions/decision.ts'
import {
  openOver,
  readCase,
  sessionsOf,
  someAttacker,
  somebodysSession,
} from '../console-api/support/caseWork.ts'
import { type ConsoleClient, signInAs } from '../console-api/support/consoleClient.ts'
import { type Service, startService } from '../support/startService.ts'
import { buildWeb } from './support/buildWeb.ts'
import { goTo, said, tooWide } from './support/casePages.ts'
import { signIn } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { seriousInLightAndDark } from './support/lightAndDark.ts'

describe('the pages of campaigns', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>
  let analyst: ConsoleClient

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    service = await startService({ WEB_DIR: web.dir, AUTOMATIC_CASES: 'off' }, { workers: false })
    analyst = await signInAs(service, 'analyst')
  }, 400_000)
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  /** Sessions of as many people, all started by one attacker. */
  async function victims(outcomes: readonly Outcome[]): Promise<SessionId[]> {
    const attacker = someAttacker()
    const ids: SessionId[] = []
    for (const outcome of outcomes) ids.push((await somebodysSession(service, outcome, attacker)).sessionId)
    return ids
  }
  const openCampaign = async (title: string, ids: readonly SessionId[]) =>
    await openOver(analyst, ids, { title, kind: 'campaign' })

  test('"who else" finds the others, takes them in with one press, and the case is a campaign then', async () => {
    const [first = '', ...others] = await victims(['block', 'block', 'warn'])
    const made = await openOver(analyst, [first], { title: 'It begins with one' })
    const { page } = await signIn(browser, service, { username: 'analyst' })
    await goTo(page, service, `/cases/${made.id}/show`)
    await page.getByText('Other sessions: 2, persons: 2').waitFor()
    await page.getByRole('button', { name: 'Add all 2 to this case' }).click()
    await said(page, '2 more sessions are in the case')
    await page.getByText('Sessions: 3, persons: 3').waitFor()
    await page.getByText('Nobody else met any of it.').waitFor()
    await page.getByText('Became a campaign').waitFor()
    expect((await readCase(analyst, made.id)).kind).toBe('campaign')
    expect((await sessionsOf(analyst, made.id)).toSorted()).toEqual([first, ...others].toSorted())
    await page.keyboard.press('g')
    await page.keyboard.press('v')
    await page.locator(`[data-row="${made.id}"]`).waitFor()
    await page.context().close()
  }, 180_000)

  test('victims who have cases of their own become one campaign with one press', async () => {
    const ids = await victims(['block', 'block', 'hold'])
    const [made, ...others] = await Promise.all(
      ids.map((id, index) => openOver(analyst, [id], { title: `Victim ${index + 1}` })),
    )
    const { page } = await signIn(browser, service, { username: 'analyst' })
    await goTo(page, service, `/cases/${made?.id}/show`)
    await page.getByText('2 other open cases are about some of them').waitFor()
    await page.getByRole('button', { name: 'Merge all 2 into this one' }).click()
    await said(page, '2 other cases are merged into this one')
    await page.getByText('Sessions: 3, persons: 3').waitFor()
    expect(await readCase(analyst, made?.id ?? '')).toMatchObject({ kind: 'campaign', sessions: 3 })
    for (const { id } of others) expect((await readCase(analyst, id)).mergedInto).toBe(made?.id)
    await page.context().close()
  }, 180_000)

  test('what ties can be chosen: a text that honest people see too ties only where it is asked for', async () => {
    const [one = ''] = await victims(['block'])
    await victims(['allow'])
    const made = await openOver(analyst, [one], { title: 'By its text' })
    const { page } = await signIn(browser, service, { username: 'analyst' })
    await goTo(page, service, `/cases/${made.id}/show`)
    await page.getByText('Nobody else met any of it.').waitFor()
    await page.getByRole('checkbox', { name: /Seek by Text: / }).check()
    await page.getByText(/Other sessions: \d+, persons: \d+/).waitFor()
    await page.context().close()
  }, 180_000)

  test('one decision blocks every victim that is held, and says what became of each', async () => {
    const ids = await victims(['hold', 'hold', 'block'])
    const made = await openCampaign('One caller, three victims', ids)
    const { page } = await signIn(browser, service)
    await goTo(page, service, `/campaigns/${made.id}/show`)
    await page.getByRole('button', { name: 'Block all held…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Block every held session of this campaign?' })
    await dialog.getByText('They never see the requests.').waitFor()
    await dialog.getByLabel(/Comment/).fill('One voice on the phone')
    await dialog.getByRole('button', { name: 'Block all held…' }).click()
    await page.getByText('2 of 2 held sessions decided; 1 were not held').waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: ': decided' }).count()).toBe(2)
    const states = await service.prisma.session.findMany({ where: { id: { in: ids } } })
    expect(states.map(({ state }) => state)).toEqual(['BLOCKED', 'BLOCKED', 'BLOCKED'])
    await page.getByText('One decision for all: 2 of 2 held were blocked').waitFor()
    await page.context().close()
  }, 180_000)

  test('an analyst sees the campaign and no decision for all: that is the seniors’', async () => {
    const made = await openCampaign('Not theirs to decide', await victims(['hold', 'block']))
    const { page } = await signIn(browser, service, { username: 'analyst' })
    await goTo(page, service, `/campaigns/${made.id}/show`)
    await page.getByRole('heading', { name: 'Who and what belongs together' }).waitFor()
    expect(await page.getByRole('button', { name: 'Block all held…' }).count()).toBe(0)
    await page.context().close()
  }, 180_000)

  test('the link graph has a table: a node is looked at alone, hidden, and everything comes back', async () => {
    const made = await openCampaign('Two attackers', [
      ...(await victims(['block', 'block'])),
      ...(await victims(['block'])),
    ])
    const { page } = await signIn(browser, service)
    await goTo(page, service, `/campaigns/${made.id}/show`)
    await page.getByRole('img', { name: /A graph of \d+ nodes/ }).waitFor()
    await page.getByText(/The same as a table/).click()
    const table = page.getByRole('table', { name: 'Links' })
    const addresses = table.getByRole('row', { name: /Addresses/ })
    const persons = table.getByRole('row', { name: /Persons/ })
    expect([await addresses.count(), await persons.count()]).toEqual([2, 3])
    await addresses.filter({ hasText: '1' }).last().getByRole('button').click()
    await page.getByText(/sessions: \d, held: 0, fraud: 0/).waitFor()
    await page.getByRole('button', { name: 'This and its links alone' }).click()
    await expectCount(addresses, 1)
    expect(await persons.count()).toBeLessThan(3)
    await page.getByRole('button', { name: 'Show everything' }).click()
    await expectCount(addresses, 2)
    await addresses.first().getByRole('button').click()
    await page.getByRole('button', { name: 'Hide', exact: true }).click()
    await expectCount(addresses, 1)
    await page.getByRole('button', { name: 'Show everything' }).click()
    await expectCount(addresses, 2)
    await page.context().close()
  }, 180_000)

  test(`axe finds nothing serious on a campaign, and it fits a tablet`, async () => {
    const made = await openCampaign(`Drawn`, await victims(['hold', 'block', 'warn']))
    const { page, complaints } = await signIn(browser, service)
    await goTo(page, service, '/campaigns')
    await page.locator(`[data-row="${made.id}"]`).waitFor()
    expect(await seriousInLightAndDark(page, 'campaigns')).toEqual([])
    await goTo(page, service, `/campaigns/${made.id}/show`)
    await page.getByRole('img', { name: /A graph of/ }).waitFor()
    expect(await seriousInLightAndDark(page, 'campaign')).toEqual([])
    await page.setViewportSize({ width: 1024, height: 768 })
    expect(await tooWide(page)).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  }, 180_000)

  test('a campaign closes as a case does, with every victim labelled', async () => {
    const ids = await victims(['block', 'block'])
    const made = await openCampaign('Closed together', ids)
    const answer = await analyst.post(`/cases/${made.id}/close`, {
      version: made.version,
      disposition: 'confirmedFraud',
      scamType: 'relayedCode',
    })
    expect(casePage.parse(answer.body).state).toBe('closed')
    const { page } = await signIn(browser, service)
    await goTo(page, service, `/campaigns/${made.id}/show`)
    await page.getByRole('heading', { name: 'How it closed' }).waitFor()
    expect(await page.getByRole('cell').getByText('Confirmed fraud').count()).toBe(2)
    await page.getByRole('button', { name: 'Open again' }).click()
    await page.getByRole('dialog').getByLabel('Why').fill('A third victim called')
    await page.getByRole('dialog').getByRole('button', { name: 'Open again' }).click()
    // Once the dialog is gone, the words stand in the timeline.
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText('A third victim called').waitFor()
    expect((await readCase(analyst, made.id)).state).toBe('open')
    await page.context().close()
  }, 180_000)
})

async function expectCount(rows: { count(): Promise<number> }, wanted: number): Promise<void> {
  const until = Date.now() + 15_000
  while ((await rows.count()) !== wanted) {
    if (Date.now() > until) throw new Error(`there were never ${wanted} rows`)
  }
}
